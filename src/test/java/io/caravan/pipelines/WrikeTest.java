package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestModels;
import io.caravan.UnderTarget;
import io.caravan.WarmDbt;
import io.caravan.app.Caravan;
import io.caravan.app.Rounds;
import io.caravan.config.Settings;
import io.caravan.contracts.WrikeContract;
import io.caravan.db.Connections;
import io.caravan.dbt.DbtCommand;
import io.caravan.dbt.DbtResults;
import io.caravan.dbt.DbtRunner;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import io.caravan.sandbox.Sandbox;
import io.caravan.sandbox.WrikeSandbox;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrike from its sandbox to the models, with the real route files, PostgreSQL and dbt. Each test
 * begins where a finished run has left off.
 */
class WrikeTest {

  private static final List<String> TABLES =
      List.of(
          "tasks",
          "folders",
          "contacts",
          "contacts_profiles",
          "time_logs",
          "audit_logs",
          "workflows",
          "workflows_statuses",
          "custom_fields");

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static Sandbox sandbox;
  private static WrikeSandbox wrike;
  private static List<String> problems;
  private static List<String> problemsOfTheFirst;
  private static Caravan caravan;
  private static Settings settings;
  private static Run first;

  @BeforeAll
  static void runOnce() {
    WrikeContract contract = WrikeContract.load();
    sandbox = Sandbox.start(0);
    wrike = sandbox.wrike();
    problems = contract.hear(sandbox);
    settings =
        TestModels.settings(
            Map.of(
                "wrike.base-url",
                sandbox.address().toString(),
                "wrike.token",
                WrikeSandbox.PERMANENT_TOKEN,
                "http.first-wait",
                "1ms"));
    caravan = Caravan.startFor(settings, "wrike");
    first = runStreams();
    problemsOfTheFirst = List.copyOf(problems);
  }

  @AfterAll
  static void stop() {
    if (caravan != null) {
      caravan.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static Run run(String name) {
    return caravan.run(name, "test", Map.of());
  }

  /** All streams, without the models. */
  private static Run runStreams() {
    return caravan.run("wrike", "test", Map.of("dbtLater", "true"));
  }

  @Test
  void theFirstRunLoadsEverythingAndTheSecondWritesNoRow() throws Exception {
    assertThat(first.state()).as("%s", first.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(loaded("wrike.tasks")).isEqualTo(1203);
    assertThat(loaded("wrike.folders")).isEqualTo(8);
    // With 11 profiles: one person belongs to two accounts.
    assertThat(loaded("wrike.contacts")).isEqualTo(10 + 11);
    assertThat(loaded("wrike.time_logs")).isEqualTo(180);
    assertThat(loaded("wrike.audit_logs")).isEqualTo(1100);
    assertThat(loaded("wrike.workflows")).isEqualTo(1 + 4);
    assertThat(loaded("wrike.custom_fields")).isEqualTo(2);

    // What other tests make the sandbox answer is against the contract on purpose.
    problems.clear();
    runStreams();
    List<String> rows = versionsOfRows();
    Run second = runStreams();

    assertThat(second.state()).as("%s", second.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(versionsOfRows()).isEqualTo(rows);
    assertThat(problemsOfTheFirst).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void columnsAndTypesAreThoseThatWereThereBeforeCaravan() throws Exception {
    assertThat(columns("tasks"))
        .contains(
            "id text",
            "accountid text",
            "title text",
            "status text",
            "importance text",
            "createddate timestamp with time zone",
            "updateddate timestamp with time zone",
            "completeddate timestamp with time zone",
            "dates-type text",
            "dates-duration bigint",
            "scope text",
            "customstatusid text",
            "priority text",
            "customfields jsonb");
    assertThat(columns("contacts")).contains("deleted boolean", "primaryemail text");
    assertThat(columns("contacts_profiles"))
        .contains("id text", "parent_id text", "accountid text", "admin boolean");
    assertThat(columns("audit_logs"))
        .contains("details-origin text", "details-attached to name text");
    assertThat(columns("time_logs")).contains("hours numeric", "trackeddate date");
    assertThat(query("select parent_id from wrike.contacts_profiles where id like '%_IEAAZZ'"))
        .hasSize(1);
  }

  @Test
  void whatWasChangedAddedAndDeletedIsWhatChanges() throws Exception {
    problems.clear();
    runStreams();
    String changed = (String) wrike.records("tasks").get(3).get("id");
    String untouched = "id <> '" + changed + "' and title <> 'Proposal, late'";
    List<String> before = query("select id || xmin from wrike.tasks where " + untouched);
    wrike.change("tasks", changed, Map.of("title", "Another title"));
    wrike.add(
        "tasks",
        Map.of(
            "title", "Proposal, late", "status", "Active", "importance", "Low", "scope", "WsTask"));
    String field = wrike.add("customfields", Map.of("title", "Gone soon", "type", "Text"));
    String person = (String) wrike.records("contacts").get(2).get("id");
    wrike.delete("contacts", person);
    String log = (String) wrike.records("timelogs").get(5).get("id");
    wrike.change("timelogs", log, Map.of("hours", 7.75));
    wrike.advanceClock(Duration.ofSeconds(2));

    Run run = runStreams();

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(written(run, "wrike.tasks")).isEqualTo("new 1, changed 1");
    assertThat(written(run, "wrike.contacts")).isEqualTo("new 0, changed 1");
    assertThat(written(run, "wrike.time_logs")).isEqualTo("new 0, changed 1");
    assertThat(written(run, "wrike.custom_fields")).isEqualTo("new 1, changed 0");
    assertThat(written(run, "wrike.audit_logs")).isEqualTo("new 0, changed 0");
    assertThat(query("select id || xmin from wrike.tasks where " + untouched))
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(query("select title from wrike.tasks where id = '" + changed + "'"))
        .containsExactly("Another title");
    assertThat(query("select deleted from wrike.contacts where id = '" + person + "'"))
        .containsExactly("t");

    wrike.delete("customfields", field);
    Run after = runStreams();

    assertThat(step(after, "wrike.custom_fields").counted("deleted")).isEqualTo(1);
    assertThat(query("select id from wrike.custom_fields where _deleted_at is not null"))
        .containsExactly(field);
    assertThat(problems).isEmpty();
  }

  @Test
  void aTaskInTheRecycleBinLeavesItsTableWithAFullRefresh() throws Exception {
    String thrownAway =
        wrike.add(
            "tasks",
            Map.of(
                "title", "A mistake", "status", "Active", "importance", "Low", "scope", "WsTask"));
    run("wrike.tasks");
    wrike.delete("tasks", thrownAway);
    run("wrike.tasks");
    assertThat(query("select title from wrike.tasks where id = '" + thrownAway + "'"))
        .containsExactly("A mistake");
    List<String> others =
        query("select id from wrike.tasks where id <> '" + thrownAway + "' order by 1");

    Run refresh = caravan.run("wrike.tasks", "test", RunOptions.refresh(), Map.of());

    assertThat(refresh.state()).as("%s", refresh.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(query("select id from wrike.tasks order by 1")).isEqualTo(others);
  }

  @Test
  void theModelsHaveTheDurationsOfTheTasksInTheAccount() throws Exception {
    Run run = run("wrike");

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    for (String word : List.of("proposal", "quote")) {
      assertThat(query("select id || ' ' || duration_in_days from wrike." + word + "_durations"))
          .as(word)
          .hasSizeGreaterThan(100)
          .containsExactlyInAnyOrderElementsOf(durations(word));
    }
    assertThat(columns("proposal_durations"))
        .extracting(column -> column.split(" ")[0])
        .containsExactly(
            "id",
            "createddate",
            "completeddate",
            "updateddate",
            "title",
            "status",
            "importance",
            "duration_in_days");
    assertThat(query("select count(*) from analytics.stg_wrike__tasks"))
        .containsExactly(String.valueOf(count("tasks")));
  }

  /** Models as they were written for the system before: only facts of theirs, not their text. */
  @Test
  void modelsOfTheSystemBeforeRunUnchangedWhereTheyLay() throws Exception {
    Path project = copyOfDbt();
    for (String word : List.of("proposal", "quote")) {
      Files.writeString(
          project.resolve("models/wrike/" + word + "_durations.sql"),
          """
          SELECT id, createddate, completeddate, updateddate, title, status, importance,
                 ROUND((EXTRACT(EPOCH FROM (completeddate::timestamp - createddate::timestamp)) / 86400.0)::numeric, 4)
                   AS duration_in_days
          FROM {{ source('wrike', 'tasks') }}
          WHERE LOWER(title) LIKE '%%%s%%' AND status = 'Completed'
            AND completeddate IS NOT NULL AND createddate IS NOT NULL
          """
              .formatted(word));
    }
    Files.writeString(
        project.resolve("models/sources.yml"),
        """
        version: 2
        sources:
          - name: wrike
            schema: wrike
            tables:
              - name: tasks
        """);
    Settings theirs =
        Settings.load(
            settings.project(),
            withDatabase(
                Map.of(
                    "dbt.project",
                    project.toString(),
                    "dbt.command",
                    WarmDbt.command().toString(),
                    "caravan.data-dir",
                    folder.resolve("before").toString())),
            System.getenv());
    TestModels.handTo(theirs.dataDir());

    DbtResults results =
        new DbtRunner(theirs, caravan.connections().address(Connections.WAREHOUSE))
            .run(new DbtCommand("build", "tag:wrike", null, false, null, null), null)
            .orThrow();

    assertThat(results.models()).isEqualTo(10);
    assertThat(query("select id || ' ' || duration_in_days from wrike.quote_durations"))
        .containsExactlyInAnyOrderElementsOf(durations("quote"));
  }

  @Test
  void inARoundDbtComesOnceAfterThePipeline() throws Exception {
    Settings rounds =
        Settings.load(
            settings.project(),
            withDatabase(
                Map.of(
                    "wrike.enabled",
                    "true",
                    "dbt.command",
                    WarmDbt.command().toString(),
                    "caravan.data-dir",
                    folder.resolve("round").toString(),
                    "wrike.base-url",
                    sandbox.address().toString(),
                    "wrike.token",
                    WrikeSandbox.PERMANENT_TOKEN)),
            System.getenv());
    TestModels.handTo(rounds.dataDir());
    try (Caravan other = Caravan.startFor(rounds, Rounds.ROUTE)) {
      Run round = other.run(Rounds.ROUTE, "test", Map.of());

      assertThat(round.state()).as("%s", round.failure()).isEqualTo(RunState.SUCCEEDED);
      assertThat(round.steps())
          .extracting(Step::name)
          .containsExactly("round", "wrike", "dbt build");
      assertThat(round.steps().get(2).counted("models")).isEqualTo(10);
    }
  }

  @Test
  void aLoginIsRenewedOnceAndItsNewTokenIsKept() throws Exception {
    Map<String, Object> login = wrike.login();
    wrike.expireAccessTokens();
    Settings oauth =
        Settings.load(
            settings.project(),
            withDatabase(
                Map.of(
                    "caravan.data-dir",
                    folder.resolve("oauth").toString(),
                    "wrike.base-url",
                    sandbox.address().toString(),
                    "wrike.token-url",
                    sandbox.address() + "/oauth2/token",
                    "wrike.client-id",
                    WrikeSandbox.CLIENT_ID,
                    "wrike.client-secret",
                    WrikeSandbox.CLIENT_SECRET,
                    "wrike.refresh-token",
                    (String) login.get("refresh_token"))),
            System.getenv());
    int asked = wrike.tokenCalls();
    try (Caravan other = Caravan.startFor(oauth, "wrike")) {
      assertThat(other.run("wrike.workflows", "test", Map.of()).state())
          .isEqualTo(RunState.SUCCEEDED);
      assertThat(wrike.tokenCalls()).isEqualTo(asked + 1);
      wrike.expireAccessTokens();
      assertThat(other.run("wrike.custom_fields", "test", Map.of()).state())
          .isEqualTo(RunState.SUCCEEDED);
      assertThat(wrike.tokenCalls()).isEqualTo(asked + 2);
      wrike.revokeGrant();
      Run ended = other.run("wrike.custom_fields", "test", Map.of());
      assertThat(ended.failure().code()).isEqualTo(ErrorCode.E203);
    }
  }

  @Test
  void theAuditLogOfAPlainAccountStopsThatStreamAlone() {
    wrike.setEnterprise(false);
    Run run = runStreams();
    wrike.setEnterprise(true);

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(step(run, "wrike.audit_logs").failure().code()).isEqualTo(ErrorCode.E204);
    assertThat(step(run, "wrike.custom_fields").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void tooManyCallsAndBrokenAnswersAreOvercomeOrSaid() throws Exception {
    List<String> rows = query("select id || xmin from wrike.contacts");
    String limit = "{\"error\":\"rate_limit_exceeded\",\"errorDescription\":\"Too many\"}";
    wrike.failNext("contacts", 429, limit, "application/json", 2);
    assertThat(run("wrike.contacts").state()).isEqualTo(RunState.SUCCEEDED);

    wrike.failNext("contacts", 200, "<html>down for maintenance</html>", "text/html", 9);
    Run html = run("wrike.contacts");
    wrike.clearFaults();
    assertThat(html.failure().code()).isEqualTo(ErrorCode.E206);

    wrike.failNext("contacts", 300, "[]", "application/json", 1);
    Run elsewhere = run("wrike.contacts");
    wrike.clearFaults();
    assertThat(elsewhere.state()).isEqualTo(RunState.FAILED);
    assertThat(query("select id || xmin from wrike.contacts")).isEqualTo(rows);
  }

  private static Map<String, String> withDatabase(Map<String, String> overrides) {
    Map<String, String> all = new java.util.HashMap<>(overrides);
    Stream.of("db.warehouse.url", "db.warehouse.user", "db.warehouse.password")
        .forEach(key -> all.put(key, settings.get(key, "")));
    return all;
  }

  private static Path copyOfDbt() throws IOException {
    Path copy = folder.resolve("dbt");
    try (Stream<Path> files = Files.walk(Path.of("dbt"))) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(Path.of("dbt").relativize(path));
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    }
    return copy;
  }

  /** What the two models have to hold, worked out from the account. */
  private static List<String> durations(String word) {
    List<String> durations = new ArrayList<>();
    for (Map<String, Object> task : wrike.records("tasks")) {
      if (task.get("status").equals("Completed")
          && task.get("completedDate") != null
          && task.get("title").toString().toLowerCase(Locale.ROOT).contains(word)) {
        Duration took =
            Duration.between(
                Instant.parse((String) task.get("createdDate")),
                Instant.parse((String) task.get("completedDate")));
        durations.add(
            task.get("id")
                + " "
                + BigDecimal.valueOf(took.toSeconds())
                    .divide(BigDecimal.valueOf(86_400), 4, RoundingMode.HALF_UP));
      }
    }
    return durations;
  }

  private static long loaded(String stream) {
    return step(first, stream).counted("new");
  }

  private static String written(Run run, String stream) {
    Step step = step(run, stream);
    return "new " + step.counted("new") + ", changed " + step.counted("changed");
  }

  private static Step step(Run run, String name) {
    return run.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  private static long count(String table) throws SQLException {
    return Long.parseLong(query("select count(*) from wrike." + table).get(0));
  }

  private static List<String> columns(String table) throws SQLException {
    return query(
        "select column_name || ' ' || data_type from information_schema.columns"
            + " where table_schema = 'wrike' and table_name = '"
            + table
            + "' order by ordinal_position");
  }

  /** PostgreSQL gives a row another xmin whenever it is written. */
  private static List<String> versionsOfRows() throws SQLException {
    List<String> versions = new ArrayList<>();
    for (String table : TABLES) {
      versions.addAll(query("select '" + table + " ' || id || ' ' || xmin from wrike." + table));
    }
    return versions.stream().sorted().toList();
  }

  private static List<String> query(String sql) throws SQLException {
    try (Connection connection = caravan.connections().get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }
}
