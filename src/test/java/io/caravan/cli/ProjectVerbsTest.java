package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.TestDatabase;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs over a small project with a real database. */
class ProjectVerbsTest {

  private static final DatabaseAddress DATABASE = TestDatabase.create();

  @TempDir Path project;

  @BeforeEach
  void writeProject() throws IOException {
    Files.createDirectories(project.resolve("routes"));
    Files.writeString(
        project.resolve("application.properties"),
        """
        caravan.time-zone = UTC
        shop.token = not-for-your-eyes
        every-morning = 0 5 4 * * ?
        """);
    Files.writeString(
        project.resolve("routes/shop.camel.yaml"),
        """
        - route:
            id: shop
            group: pipeline
            from:
              uri: direct:shop
              steps:
                - to: { uri: "direct:shop.orders" }
        - route:
            id: shop.orders
            group: stream
            from:
              uri: direct:shop.orders
              steps:
                - log: { message: "hello from the shop" }
        - route:
            id: broken
            group: pipeline
            from:
              uri: direct:broken
              steps:
                - throwException:
                    exceptionType: java.lang.IllegalArgumentException
                    message: no such thing
        - route:
            id: shop-daily
            group: trigger
            autoStartup: "{{caravan.triggers}}"
            from:
              uri: quartz:shop
              parameters: { cron: "{{every-morning}}", trigger.timeZone: "{{caravan.time-zone}}" }
              steps:
                - to: { uri: "direct:shop" }
        """);
  }

  private Typed type(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(
        List.of(
            "-p", project.toString(),
            "--set", "db.warehouse.url=" + DATABASE.jdbcUrl(),
            "--set", "db.warehouse.user=" + DATABASE.user(),
            "--set", "db.warehouse.password=" + DATABASE.password()));
    return Typed.in(all.toArray(String[]::new));
  }

  private JsonNode json(Typed typed) throws IOException {
    return new ObjectMapper().readTree(typed.out());
  }

  @Test
  void aMistypedSettingIsRefusedWithTheNearest() {
    Typed typed =
        Typed.in(
            "status",
            "--project",
            project.toString(),
            "--set",
            "caravan.lease-tll=1s",
            "--set",
            "every-morning=0 0 6 * * ?");

    assertThat(typed.code()).isEqualTo(78);
    assertThat(typed.err())
        .contains(
            "E102 Nothing reads the setting caravan.lease-tll", "Did you mean caravan.lease-ttl?");
  }

  @Test
  void aRunEndsWithItsSummaryAndLeavesALog() throws IOException {
    Typed run = type("run", "shop");

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("SUCCEEDED  shop  1 step  0:0").contains("no rows", "run.log");
    assertThat(run.err()).contains("shop.orders").contains("done");
    assertThat(type("logs").out()).contains("hello from the shop").contains("ready in");
  }

  @Test
  void whatRunsElsewhereIsNotStartedAndItsHolderNamed() throws Exception {
    type("runs");
    try (Connection connection = TestDatabase.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into caravan.leases (name, holder, run_id, fence, expires_at)
          values ('kept', '1@elsewhere', '01HOLDER', 1, clock_timestamp() + interval '1 hour')
          """);
      Typed run = type("run", "kept");

      assertThat(run.code()).isEqualTo(75);
      assertThat(run.err())
          .contains("E701 kept is already running", "run 01HOLDER on 1@elsewhere")
          .contains("next   Wait for it to end: ./caravan status");
    }
  }

  @Test
  void aFolderWithoutRoutesIsNoProject(@TempDir Path empty) {
    Typed run = Typed.in("run", "-p", empty.toString());

    assertThat(run.code()).isEqualTo(78);
    assertThat(run.err())
        .contains("E105 The project has no folder routes", "where  " + empty, "next   ./caravan -p")
        .doesNotContain("NoSuchFileException");
  }

  @Test
  void rejectsAreListedAndReplayedAfterTheFix() throws Exception {
    Files.writeString(
        project.resolve("routes/items.camel.yaml"),
        """
        - route:
            id: shop.items
            group: stream
            from:
              uri: direct:shop.items
              steps:
                - setBody: { simple: '[{"id": 1, "price": 5}, {"id": 2, "price": ${variable.price}}]' }
                - unmarshal: { json: {} }
                - to: { uri: "upsert:shop.items?key=id&maxRejects=10" }
        """);
    assertThat(type("run", "shop.items", "--var", "price=7").code()).isZero();
    try (Connection connection = TestDatabase.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("alter table shop.items add constraint cheap check (price < 100)");
      assertThat(type("run", "shop.items", "--var", "price=700").code()).isZero();

      assertThat(type("rejects").out()).contains("shop.items  1");
      assertThat(type("rejects", "shop.items").out()).contains("cheap").contains("700");
      assertThat(json(type("rejects", "shop.items", "-o", "json")).size()).isEqualTo(1);
      Typed tooEarly = type("rejects", "replay", "shop.items");
      assertThat(tooEarly.code()).isEqualTo(ExitCode.BAD_DATA.number());
      assertThat(tooEarly.out()).contains("0 landed", "1 refused again");

      statement.execute("alter table shop.items drop constraint cheap");
      Typed replay = type("rejects", "replay", "shop.items");
      assertThat(replay.code()).as(replay.err()).isZero();
      assertThat(replay.out()).contains("1 landed", "0 refused again");
      assertThat(type("rejects").out()).doesNotContain("shop.items");
    }
  }

  @Test
  void theSameRunIsPrintedAsJson() throws IOException {
    JsonNode run = json(type("run", "shop", "-o", "json"));

    assertThat(run.path("state").asText()).isEqualTo("succeeded");
    assertThat(run.path("steps").path(0).path("name").asText()).isEqualTo("shop.orders");
    String id = run.path("run").asText();
    assertThat(json(type("runs", id.substring(0, 20), "-o", "json")).path("run").asText())
        .isNotEmpty();
  }

  @Test
  void aFailedRunEndsWithTheNumberOfItsFailure() {
    Typed run = type("run", "broken");

    assertThat(run.code()).isEqualTo(70);
    assertThat(run.out()).contains("FAILED  broken", "E901", "no such thing");
  }

  @Test
  void anUnknownPipelineIsAnsweredWithTheNearest() {
    Typed run = type("run", "shp");

    assertThat(run.code()).isEqualTo(78);
    assertThat(run.err()).contains("E104", "shp", "next   ./caravan run shop");
  }

  @Test
  void statusShowsTheNextThreeStartsAlthoughSchedulesAreOff() throws IOException {
    JsonNode next = null;
    for (JsonNode pipeline : json(type("status", "-o", "json"))) {
      if (pipeline.path("pipeline").asText().equals("shop")) {
        next = pipeline.path("next");
      }
    }

    assertThat(next).hasSize(3).allMatch(time -> time.asText().endsWith("T04:05:00Z"));
  }

  @Test
  void aBookmarkIsSetShownAndForgottenButNotWithoutAYes() {
    assertThat(type("state", "set", "shop.orders", "\"2026-11-01\"", "--yes").code()).isZero();
    assertThat(type("state", "get", "shop.orders").out().strip()).isEqualTo("\"2026-11-01\"");

    Typed unasked = type("state", "reset", "shop.orders", "--no-input");
    assertThat(unasked.code()).isEqualTo(64);
    assertThat(unasked.err()).contains("--yes");
    assertThat(type("state", "get", "shop.orders").out().strip()).isEqualTo("\"2026-11-01\"");

    assertThat(type("state", "reset", "shop.orders", "--yes").code()).isZero();
    assertThat(type("state", "get", "shop.orders").out().strip()).isEqualTo("null");
  }

  @Test
  void aBookmarkThatIsNotJsonChangesNothing() {
    Typed set = type("state", "set", "shop.orders", "2026-11-", "--yes");

    assertThat(set.code()).isEqualTo(78);
    assertThat(set.err()).contains("A bookmark is JSON");
  }

  @Test
  void configMasksSecretsAndNamesThePlaceOfEachSetting() {
    Typed config = type("config");

    assertThat(config.out()).doesNotContain("not-for-your-eyes");
    assertThat(config.out()).containsPattern("shop.token +\\*\\*\\* +application.properties:2");
  }

  @Test
  void serveSaysWhenThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Typed serve = type("serve", "--set", "http.port=" + taken.getLocalPort());

      assertThat(serve.code()).isEqualTo(78);
      assertThat(serve.err()).contains("E803", "is taken", "HTTP_PORT=");
    }
  }

  @Test
  void doctorFailsAndSaysWhatToDoWhenTheDatabaseIsDown() {
    Typed doctor =
        Typed.in(
            "doctor",
            "-p",
            project.toString(),
            "--set",
            "db.warehouse.url=jdbc:postgresql://127.0.0.1:1/x");

    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out()).contains("OK    java", "FAIL  start", "E300", "next");
  }
}
