package io.caravan.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import io.caravan.run.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table becomes a CSV file through the real kamelet, and the file reads back as the same values.
 */
class CsvExportTest {

  @TempDir Path temp;

  private Connections connections;
  private RunRecorder runs;
  private Settings settings;
  private final DefaultCamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() throws Exception {
    settings = TestDatabase.settings(Map.of());
    connections = new Connections(settings, null);
    TechnicalTables.migrate(connections.get("warehouse"));
    runs = new RunRecorder(connections.get("warehouse"), "test", Duration.ofSeconds(20));
    context.addRoutePolicyFactory(new RunPolicyFactory(runs));
    context.getRegistry().bind("warehouse", connections.get("warehouse"));
    context.getRegistry().bind("settings", settings);
    context.getComponent("kamelet", KameletComponent.class).setLocation("file:routes/kamelets");
    context.getStreamCachingStrategy().setSpoolEnabled(true);
    context.start();
    sql("create schema marts");
  }

  @AfterEach
  void stop() {
    context.stop();
    runs.close();
    connections.close();
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = connections.get("warehouse").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs an export as a step of its own. */
  private Run export(Map<String, String> parameters, String... moreSteps) throws Exception {
    StringBuilder route =
        new StringBuilder(
            """
            - route:
                id: export
                group: step
                from:
                  uri: direct:export
                  steps:
                    - to:
                        uri: kamelet:csv-export-action
                        parameters:
            """);
    parameters.forEach(
        (name, value) -> route.append("              ").append(name + ": '" + value + "'\n"));
    for (String step : moreSteps) {
      route.append("        - ").append(step).append('\n');
    }
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("export.camel.yaml", route.toString()));
    Exchange exchange = new DefaultExchange(context);
    context.createProducerTemplate().send("direct:export", exchange);
    return Run.of(exchange).orElseThrow();
  }

  private List<Object> read(Path file, CsvOptions options) {
    List<Object> rows = new ArrayList<>();
    try (CsvPages pages = CsvPages.open(file, options)) {
      pages.forEachRemaining(rows::addAll);
    }
    return rows;
  }

  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  @Test
  void writesTheTableIntoTheFolderOfTheRunAndReadsItBackUnchanged() throws Exception {
    sql(
        "create table marts.deals (order_id int, title text, \"Value\" numeric, at timestamptz, more jsonb)");
    sql(
        "insert into marts.deals values (2, '', 10.50, '2018-01-02 03:04:05.123456+00', '{\"a\": 1}'),"
            + " (1, e'say \"yes\",\\nthen go', null, null, null)");

    Run run = export(Map.of("table", "marts.deals", "file", "deals.csv", "orderBy", "order_id"));

    assertThat(run.failure()).isNull();
    assertThat(run.steps().get(0).counted("exported")).isEqualTo(2);
    Path file = settings.dataDir().resolve("runs").resolve(run.id()).resolve("deals.csv");
    List<Object> rows = read(file, CsvOptions.DEFAULT);
    assertThat(rows.get(0))
        .isEqualTo(
            row(
                "order_id",
                "1",
                "title",
                "say \"yes\",\nthen go",
                "Value",
                null,
                "at",
                null,
                "more",
                null));
    assertThat((Map<?, ?>) rows.get(1))
        .satisfies(
            second -> {
              assertThat(second.get("title")).isEqualTo("");
              assertThat(second.get("Value")).isEqualTo("10.50");
              assertThat(second.get("at").toString()).contains(".123456+");
              assertThat(second.get("more")).isEqualTo("{\"a\": 1}");
            });
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void leavesTheHeaderOutAndReplacesAnOlderFile() throws Exception {
    sql("create table marts.t as select 7 as id");
    Files.writeString(temp.resolve("t.csv"), "old");

    Run run =
        export(
            Map.of(
                "table", "marts.t", "file", "t.csv", "folder", temp.toString(), "header", "false"));

    assertThat(run.failure()).isNull();
    assertThat(temp.resolve("t.csv")).hasContent("\"7\"\r\n");
    assertThat(read(temp.resolve("t.csv"), CsvOptions.DEFAULT.columns(List.of("id"))))
        .containsExactly(row("id", "7"));
  }

  @Test
  void anEmptyTableIsAHeaderAlone() throws Exception {
    sql("create table marts.t (id int, name text)");

    Run run = export(Map.of("table", "marts.t", "file", "t.csv", "folder", temp.toString()));

    assertThat(run.failure()).isNull();
    assertThat(run.steps().get(0).counts()).containsEntry("exported", 0L);
    assertThat(temp.resolve("t.csv")).hasContent("\"id\",\"name\"\r\n");
  }

  @Test
  void exportsTheResultOfAnSqlFile() throws Exception {
    Path query = Files.writeString(temp.resolve("q.sql"), "-- grain\nselect 1 as a, 'x' as b;\n");

    Run run = export(Map.of("table", query.toString(), "file", "q.csv", "folder", temp.toString()));

    assertThat(run.failure()).isNull();
    assertThat(temp.resolve("q.csv")).hasContent("\"a\",\"b\"\r\n\"1\",\"x\"\r\n");
  }

  @Test
  void aTableThatIsNotThereFailsAndLeavesTheOldFileAlone() throws Exception {
    Files.writeString(temp.resolve("t.csv"), "old");

    Run run = export(Map.of("table", "marts.none", "file", "t.csv", "folder", temp.toString()));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E315);
    assertThat(run.failure().what()).isEqualTo("Cannot export marts.none");
    assertThat(temp.resolve("t.csv")).hasContent("old");
  }

  @Test
  void namesThatAreNoNamesNeverReachTheDatabase() throws Exception {
    Run run =
        export(
            Map.of(
                "table", "marts.t; drop schema marts", "file", "t.csv", "folder", temp.toString()));

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E302);
  }

  @Test
  void aFailureInTheMiddleLeavesTheOldFileAlone() throws Exception {
    Files.writeString(temp.resolve("t.csv"), "old");
    sql("create view marts.v as select 1 / (5000 - n) as x from generate_series(1, 9000) n");

    Run run = export(Map.of("table", "marts.v", "file", "t.csv", "folder", temp.toString()));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).containsExactly(temp.resolve("t.csv"));
    }
    assertThat(temp.resolve("t.csv")).hasContent("old");
  }

  @Test
  void givesTheConnectionBackBeforeTheNextStep() throws Exception {
    sql("create table marts.t as select n as id from generate_series(1, 50000) n");
    List<Integer> active = new ArrayList<>();
    context
        .getRegistry()
        .bind(
            "look",
            (org.apache.camel.Processor)
                exchange ->
                    active.add(
                        connections.get("warehouse").getHikariPoolMXBean().getActiveConnections()));

    Run run =
        export(
            Map.of("table", "marts.t", "file", "t.csv", "folder", temp.toString()),
            "process: { ref: look }");

    assertThat(run.failure()).isNull();
    assertThat(run.steps().get(0).counted("exported")).isEqualTo(50_000);
    assertThat(active).containsExactly(0);
  }
}
