package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.TestDatabase;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams on the command line: the real routes of the jaffle shop over a repository of its own. */
class StreamVerbsTest {

  private static final List<String> ROUTES =
      List.of(
          "routes/kamelets/git-csv-source.kamelet.yaml",
          "routes/common/errors.camel.yaml",
          "routes/sources/jaffle.camel.yaml");

  private final DatabaseAddress database = TestDatabase.create();
  @TempDir Path project;

  @BeforeEach
  void writeProject() throws Exception {
    for (String file : ROUTES) {
      Files.createDirectories(project.resolve(file).getParent());
      Files.copy(Path.of(file), project.resolve(file));
    }
    Files.writeString(
        project.resolve("application.properties"),
        """
        jaffle.repository = shop
        jaffle.ref =
        caravan.test-mode-limit = 2
        """);
    Files.createDirectories(project.resolve("shop/seeds"));
    csv("customers", "id,first_name,last_name", "1,Ada,L.", "2,Grace,H.");
    csv(
        "orders",
        "id,user_id,order_date,status",
        "1,1,2018-01-01,done",
        "2,1,2018-01-02,done",
        "3,2,2018-01-03,done");
    csv("payments", "id,order_id,payment_method,amount", "1,1,card,1000");
    Git.init()
        .setDirectory(project.resolve("shop").toFile())
        .setInitialBranch("main")
        .call()
        .close();
    commit();
  }

  private void csv(String name, String... lines) throws IOException {
    Files.writeString(
        project.resolve("shop/seeds/raw_" + name + ".csv"), String.join("\n", lines) + "\n");
  }

  private void commit() throws Exception {
    try (Git git = Git.open(project.resolve("shop").toFile())) {
      git.add().addFilepattern("seeds").call();
      git.commit()
          .setMessage("next")
          .setAuthor("test", "test@caravan.example")
          .setCommitter("test", "test@caravan.example")
          .setNoVerify(true)
          .setSign(false)
          .call();
    }
  }

  private Typed type(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(
        List.of(
            "-p", project.toString(),
            "--set", "db.warehouse.url=" + database.jdbcUrl(),
            "--set", "db.warehouse.user=" + database.user(),
            "--set", "db.warehouse.password=" + database.password()));
    return Typed.in(all.toArray(String[]::new));
  }

  private static JsonNode json(Typed typed) throws IOException {
    return new ObjectMapper().readTree(typed.out());
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (row.next()) {
        found.add(row.getString(1));
      }
      return found;
    }
  }

  @Test
  void aSourceIsDiscoveredSelectedAndLoadedAsTheCatalogSays() throws Exception {
    Typed discover = type("discover", "jaffle");
    assertThat(discover.code()).as(discover.err()).isZero();
    assertThat(discover.err()).contains("jaffle.orders  3 records, 4 new properties");
    assertThat(query("select tablename::text from pg_tables where schemaname = 'jaffle'"))
        .isEmpty();
    assertThat(query("select stream from caravan.bookmarks where value is not null")).isEmpty();

    Typed select = type("select", "jaffle", "orders.stat*", "payments", "--off");
    assertThat(select.out()).contains("jaffle.orders.status", "jaffle.payments");
    Typed again = type("discover", "jaffle.orders");
    assertThat(again.err()).contains("0 new properties");

    JsonNode streams = json(type("streams", "jaffle", "-o", "json"));
    assertThat(streams.findValuesAsText("stream"))
        .containsExactly("jaffle.customers", "jaffle.orders", "jaffle.payments");
    assertThat(streams.get(1).path("key").get(0).asText()).isEqualTo("id");
    assertThat(streams.get(1).path("properties").asText()).isEqualTo("3 of 4");
    assertThat(streams.get(2).path("selected").asBoolean()).isFalse();

    assertThat(type("run", "jaffle.orders").code()).isZero();
    assertThat(
            query(
                "select attname::text from pg_attribute where attrelid = 'jaffle.orders'::regclass and attnum > 0"))
        .contains("id", "order_date", "_deleted_at")
        .doesNotContain("status");
    Typed unselected = type("run", "jaffle.payments", "-o", "json");
    assertThat(json(unselected).findPath("not selected").asBoolean()).isTrue();
    assertThat(query("select to_regclass('jaffle.payments')::text")).containsOnlyNulls();
    assertThat(type("streams").out()).contains("jaffle.orders", "yes", "3 of 4", "commit");
  }

  @Test
  void previewShowsRecordsAndLoadsNothing() throws SQLException {
    Typed preview = type("preview", "jaffle.customers", "--rows", "1");

    assertThat(preview.code()).as(preview.err()).isZero();
    assertThat(preview.out()).contains("first_name", "Ada").doesNotContain("Grace");
    assertThat(query("select to_regclass('jaffle.customers')::text")).containsOnlyNulls();
  }

  @Test
  void aTryReadsFewRecordsAndLeavesTheBookmark() throws Exception {
    assertThat(type("run", "jaffle.orders", "--test-mode").code()).isZero();
    assertThat(query("select id::text from jaffle.orders order by id")).containsExactly("1", "2");
    assertThat(type("run", "jaffle.orders", "--limit", "1").code()).isZero();
    assertThat(query("select value::text from caravan.bookmarks where stream = 'jaffle.orders'"))
        .containsOnlyNulls();

    assertThat(type("run", "jaffle.orders").code()).isZero();
    assertThat(query("select id::text from jaffle.orders")).hasSize(3);
  }

  @Test
  void aRemovedLineIsMarkedAndAFullRefreshForgetsIt() throws Exception {
    assertThat(type("run", "jaffle.orders").code()).isZero();
    csv("orders", "id,user_id,order_date,status", "1,1,2018-01-01,done", "2,1,2018-01-02,done");
    commit();

    JsonNode run = json(type("run", "jaffle.orders", "-o", "json"));
    assertThat(run.findPath("counts").path("deleted").asInt()).isEqualTo(1);
    assertThat(query("select id::text from jaffle.orders where _deleted_at is not null"))
        .containsExactly("3");

    assertThat(type("run", "jaffle.orders", "--full-refresh").code()).isZero();
    assertThat(query("select id::text from jaffle.orders order by id")).containsExactly("1", "2");
    assertThat(query("select tablename::text from pg_tables where schemaname = 'jaffle'"))
        .containsExactly("orders");
  }

  @Test
  void aBackfillGoesInWindowsAndLeavesTheBookmark() throws SQLException {
    Typed run =
        type(
            "run",
            "jaffle.orders",
            "--from",
            "2018-01-01",
            "--to",
            "2018-03-01",
            "--window",
            "30d");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("from 2018-01-01T00:00:00Z to 2018-01-31T00:00:00Z")
        .contains("from 2018-01-31T00:00:00Z to 2018-03-01T00:00:00Z");
    assertThat(query("select value::text from caravan.bookmarks where stream = 'jaffle.orders'"))
        .containsOnlyNulls();
  }

  @Test
  void optionsThatContradictEachOtherAreRefused() {
    assertThat(type("run", "jaffle.orders", "--full-refresh", "--limit", "5").err())
        .contains("a sample cannot replace the whole");
    assertThat(type("run", "jaffle.orders", "--from", "2018-02-01", "--to", "2018-01-01").err())
        .contains("the end is not after the beginning");
    assertThat(type("run", "jaffle.orders", "--from", "yesterday").err())
        .contains("--from yesterday", "no day and no point in time");
    assertThat(type("run", "jaffle.orders", "--limit", "0").code()).isEqualTo(78);
  }

  @Test
  void bookmarksOfSingerAndMeltanoAreTakenOver() throws Exception {
    Path singer = project.resolve("singer.json");
    Files.writeString(
        singer,
        """
        {"currently_syncing": "deals", "bookmarks": {
          "deals": {"updated_at": "2026-01-02T00:00:00Z", "offset": 5},
          "owners": {"replication_key": "id", "replication_key_value": 17}, "pipelines": {}}}
        """);
    Typed unnamed = type("state", "import", singer.toString(), "--yes");
    assertThat(unnamed.code()).isEqualTo(78);
    assertThat(unnamed.err()).contains("--source");

    assertThat(type("state", "import", singer.toString(), "--source", "hubspot", "--yes").code())
        .isZero();
    assertThat(query("select stream || ' ' || value from caravan.bookmarks order by 1"))
        .containsExactly(
            "hubspot.deals {\"cursor\": \"2026-01-02T00:00:00Z\"}",
            "hubspot.owners {\"cursor\": \"17\"}");

    Path meltano = project.resolve("meltano.json");
    Files.writeString(
        meltano,
        "{\"completed\": {\"singer_state\": {\"bookmarks\": {\"deals\": {\"replication_key_value\": \"2026-03-01\"}}}}}");
    assertThat(type("state", "import", meltano.toString(), "--source", "hubspot", "--yes").code())
        .isZero();
    assertThat(type("state", "get", "hubspot.deals").out()).contains("2026-03-01");

    Path exported = project.resolve("exported.json");
    Files.writeString(exported, type("state", "export").out());
    type("state", "reset", "hubspot.deals", "--yes");
    assertThat(type("state", "import", exported.toString(), "--yes").code()).isZero();
    assertThat(type("state", "get", "hubspot.deals").out()).contains("2026-03-01");
  }

  @Test
  void rowsWhoseWarehouseIsGoneAreTakenOver() throws Exception {
    String file = project.resolve("dwh.db").toString();
    String[] elsewhere = {"--set", "db.destination.url=sqlite:///" + file};
    assertThat(type(with(elsewhere, "run", "jaffle.orders")).code()).isZero();
    try (Connection kept = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = kept.createStatement()) {
      // As a warehouse left it that had begun the stream more often than this one.
      statement.execute("update caravan_bookmarks set fence = 99, run_id = 'run-of-old'");
    }
    csv("orders", "id,user_id,order_date,status", "1,1,2018-01-01,returned");
    commit();

    Typed refused = type(with(elsewhere, "run", "jaffle.orders", "--allow-deletes"));
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED.number());
    assertThat(refused.out() + refused.err())
        .contains("E702", "run-of-old wrote with lease number 99", "./caravan state adopt");

    Typed adopted = type(with(elsewhere, "state", "adopt", "--yes"));
    assertThat(adopted.err() + adopted.out()).contains("took over 1 stream");
    assertThat(type(with(elsewhere, "run", "jaffle.orders", "--allow-deletes")).code()).isZero();
    try (Connection kept = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = kept.createStatement();
        ResultSet row = statement.executeQuery("select status from orders where id = 1")) {
      assertThat(row.getString(1)).isEqualTo("returned");
    }
  }

  private static String[] with(String[] more, String... words) {
    return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aTapIsAskedWhatThereIsToRead() throws IOException {
    Path tap =
        Files.writeString(
            project.resolve("tap.sh"),
            """
            #!/bin/sh
            [ "$3" = --discover ] && echo '{"streams": [{"tap_stream_id": "public-orders", "stream": "orders", "schema": {}}]}'
            """);
    Files.setPosixFilePermissions(tap, PosixFilePermissions.fromString("rwx------"));

    Files.writeString(project.resolve("application.properties"), "crm.tap.command = ./tap.sh\n");

    Typed asked = type("discover", "crm.tap");

    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(asked.err())
        .contains("public-orders")
        .contains("set crm.tap.catalog = routes/sources/crm-tap.json");
    assertThat(project.resolve("routes/sources/crm-tap.json")).content().contains("public-orders");
  }

  @Test
  void whatDoesNotExistIsAnsweredWithTheNearest() {
    assertThat(type("streams", "jafle").err()).contains("E104", "nearest: jaffle");
    assertThat(type("discover", "jafle").err()).contains("E104", "jaffle");
    assertThat(type("select", "jaffle", "orders").err())
        .contains("E315", "./caravan discover jaffle");
    assertThat(type("preview", "jaffle.order").err()).contains("E104", "jaffle.orders");
  }

  @Test
  void aWideSelectionIsWarnedOf() throws IOException {
    StringBuilder properties = new StringBuilder("\"id\": {\"type\": \"string\"}");
    for (int i = 0; i < 1_100; i++) {
      properties.append(", \"hs_a_rather_long_name_of_a_property_").append(i).append("\": {}");
    }
    Files.writeString(
        project.resolve("routes/sources/crm.catalog.json"),
        "{\"streams\": [{\"tap_stream_id\": \"crm.deals\", \"key_properties\": [\"id\"], \"schema\": {\"properties\": {"
            + properties
            + "}}}]}");

    Typed wide = type("select", "crm", "deals");
    assertThat(wide.err()).contains("crm.deals  wide:", "in 3 parts", "_extra as JSON");
    Typed narrow = type("select", "crm.deals.*_property_*", "--deselect");
    assertThat(narrow.err()).doesNotContain("wide");
    assertThat(narrow.out()).doesNotContain("crm.deals.id");
  }
}
