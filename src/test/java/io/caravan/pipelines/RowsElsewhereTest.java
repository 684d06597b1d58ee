package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import io.caravan.UnderTarget;
import io.caravan.app.Caravan;
import io.caravan.error.ErrorCode;
import io.caravan.load.MariaDbServer;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.sandbox.GitHubSandbox;
import io.caravan.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipelines whose rows go to another database than the warehouse: what a stream asks of the rows of
 * another is asked there, and dbt, which knows the warehouse alone, is left out.
 */
class RowsElsewhereTest {

  @TempDir(factory = UnderTarget.class)
  private Path folder;

  @Test
  void xeroGoesIntoOtherDatabasesWithoutDbt() throws Exception {
    try (XeroRig rig = new XeroRig(folder.resolve("xero"))) {
      rig.into("sqlite:///" + folder.resolve("rows.db"));
      Run run = xero(rig, "xero");
      assertThat(run.steps())
          .extracting(step -> step.name())
          .contains("xero.budgets_lines")
          .noneMatch(name -> name.startsWith("dbt"));
      MariaDbServer server = MariaDbServer.find().orElse(null);
      if (server == null) {
        System.out.println("SKIPPED: Xero into MariaDB, because none is installed");
      } else {
        rig.into(server.create());
        xero(rig, "xero.budgets", "xero.budgets_lines");
      }
    }
  }

  /** Runs what is named; yields the last run. */
  private static Run xero(XeroRig rig, String... names) throws Exception {
    Run last = null;
    for (String name : names) {
      last = rig.run(name);
      assertThat(last.state()).as("%s", last.failure()).isEqualTo(RunState.SUCCEEDED);
    }
    // One for each budget, account and month, as in PostgreSQL.
    assertThat(rig.query("destination", "select count(*) from budgets_lines"))
        .containsExactly("96");
    return last;
  }

  @Test
  void githubSaysThatItNeedsAPostgresql() {
    try (Sandbox sandbox = Sandbox.start(0);
        Caravan caravan =
            Caravan.startFor(
                TestDatabase.settings(
                    Map.of(
                        "github.base-url",
                        sandbox.address() + GitHubSandbox.BASE,
                        "github.token",
                        GitHubSandbox.TOKEN,
                        "github.organizations",
                        "acme",
                        "db.destination.url",
                        "sqlite:///" + folder.resolve("github.db"))),
                "cicd-analytics")) {
      Run run = caravan.run("cicd-analytics", "test", Map.of());

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.failure().code()).isEqualTo(ErrorCode.E106);
      assertThat(run.failure().where()).contains("sqlite");
      assertThat(run.failure().fixes().get(0)).contains("PostgreSQL");
      assertThat(sandbox.github().calls()).isZero();
      assertThat(run.steps()).noneMatch(step -> step.name().startsWith("dbt"));
    }
  }
}
