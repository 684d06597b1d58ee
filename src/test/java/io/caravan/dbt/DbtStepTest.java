package io.caravan.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.TestDatabase;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code dbt:} step in a route, with a script for dbt: what reaches it, what the run records.
 */
class DbtStepTest {

  /** One model built and one test failed, as dbt leaves it. */
  private static final String SCRIPT =
      """
      for a in "$@"; do echo "$a"; done > args
      now=$(date -u +%Y-%m-%dT%H:%M:%S.999999Z)
      mkdir -p "$DBT_TARGET_PATH"
      echo '{"metadata": {"generated_at": "'$now'", "invocation_id": "i"}, "results": [
        {"unique_id": "model.caravan.orders", "status": "success", "execution_time": 1.5,
         "adapter_response": {"rows_affected": 99}},
        {"unique_id": "test.caravan.unique_orders.a1", "status": "STATUS", "execution_time": 0.5,
         "adapter_response": {}, "failures": 2}]}' > "$DBT_TARGET_PATH/run_results.json"
      """;

  @TempDir Path project;

  private Run run(String uri, String script) throws IOException {
    return run(uri, script, RunOptions.NONE);
  }

  private Run run(String uri, String script, RunOptions options) throws IOException {
    Files.createDirectories(project.resolve("routes"));
    Files.createDirectories(project.resolve("dbt"));
    Files.writeString(
        project.resolve("routes/transform.camel.yaml"),
        """
        - route:
            id: transform
            group: pipeline
            description: Builds the models
            from:
              uri: direct:transform
              steps:
                - to:
        %s
        """
            .formatted(uri.indent(12).stripTrailing()));
    Scripts.write(project.resolve("fake/dbt"), script);
    DatabaseAddress database = TestDatabase.create();
    Settings settings =
        Settings.load(
            project,
            Map.of(
                "dbt.command", "fake/dbt",
                "db.warehouse.url", database.jdbcUrl(),
                "db.warehouse.user", database.user(),
                "db.warehouse.password", database.password()),
            Map.of());
    try (Caravan caravan = Caravan.start(settings, Mode.COMMAND)) {
      return caravan.run("transform", "command", options, Map.of());
    }
  }

  private static Step dbtStep(Run run) {
    return run.steps().stream()
        .filter(step -> step.name().equals("dbt build"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRunRecordsEveryNodeAndKeepsTheResultsFile() throws IOException {
    Run run =
        run(
            """
            uri: dbt:build
            parameters:
              select: RAW(marts 2+stg_jaffle__orders+)
              vars: "{currency: EUR}"
              fullRefresh: true
            """,
            SCRIPT.replace("STATUS", "pass"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Files.readAllLines(project.resolve("args")))
        .containsSubsequence(
            "build",
            "--select",
            "marts 2+stg_jaffle__orders+",
            "--vars",
            "{currency: EUR}",
            "--full-refresh");
    Step step = dbtStep(run);
    assertThat(step.counts()).containsEntry("models", 1L).containsEntry("tests", 1L);
    assertThat(step.notes().get("nodes").toString())
        .contains("name=orders", "status=success", "rows=99", "seconds=1.5");
    assertThat(project.resolve(".caravan/runs/" + run.id() + "/dbt/run_results.json")).exists();
  }

  @Test
  void aFullRefreshIsHandedOnToDbtWhereTheVerbKnowsIt() throws IOException {
    String good = SCRIPT.replace("STATUS", "pass");
    run("uri: dbt:build", good, RunOptions.refresh());
    assertThat(Files.readAllLines(project.resolve("args"))).contains("--full-refresh");

    run("uri: dbt:build", good, RunOptions.NONE);
    assertThat(Files.readAllLines(project.resolve("args"))).doesNotContain("--full-refresh");

    Run tested = run("uri: dbt:test", good, RunOptions.refresh());
    assertThat(tested.state()).as("%s", tested.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Files.readAllLines(project.resolve("args"))).doesNotContain("--full-refresh");
  }

  @Test
  void aFailedTestFailsTheRunAndItsNodesAreRecordedAllTheSame() throws IOException {
    Run run = run("uri: dbt:build", SCRIPT.replace("STATUS", "fail") + "exit 1\n");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E503);
    assertThat(run.failure().what()).isEqualTo("The dbt test unique_orders failed");
    assertThat(run.failure().why()).isEqualTo("2 failing rows");
    assertThat(dbtStep(run).notes().get("nodes").toString()).contains("status=fail");
  }

  @Test
  void aMistypedVerbStopsTheStart() {
    assertThatThrownBy(() -> run("uri: dbt:biuld", "")).hasMessageContaining("no command 'biuld'");
  }

  @Test
  void aSelectionWhosePlusCamelWouldEatStopsTheStart() {
    for (String select : List.of("+orders", "orders+", "marts orders+ customers", "2+orders")) {
      assertThatThrownBy(() -> run("uri: dbt:build\nparameters:\n  select: \"" + select + "\"", ""))
          .as(select)
          .hasMessageContaining("lost its +");
    }
  }
}
