package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever fails on the way, staging and production stay as they were, and the run has failed. */
class GoodDataTroubleTest {

  private static final String INSIGHT =
      "analytics_model/visualization_objects/commits_by_month.yaml";

  @TempDir private static Path folder;
  private static GoodDataRig rig;
  private static int changes;

  @BeforeAll
  static void start() {
    rig =
        new GoodDataRig(
            folder,
            "gooddata.production-data-source",
            "cicd-production",
            "gooddata.development-connection",
            "elsewhere",
            "db.elsewhere.url",
            "postgresql://nobody@127.0.0.1:1/nowhere");
    rig.keepOneInsight();
    assertThat(rig.run("gooddata.publish").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.run("gooddata.provision", "production").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  /** There is always something to bring along, in both models. */
  @BeforeEach
  void change() {
    rig.gooddata().clearFaults();
    String title = changes == 0 ? "Commits by month" : "Change " + changes;
    changes++;
    rig.edit(INSIGHT, "title: " + title, "title: Change " + changes);
    rig.edit(
        "ldm/datasets/users.yaml",
        changes == 1 ? "title: Login" : "title: Login " + (changes - 1),
        "title: Login " + changes);
    rig.gooddata().changeDataSource("cicd", Map.of("name", "As it was", "schema", "public"));
    rig.gooddata().changeDataSource("cicd-production", Map.of("name", "As it was"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "POST, /actions/dataSource/test",
    "GET,  /entities/dataSources/cicd",
    "PUT,  /entities/dataSources/cicd",
    "GET,  /entities/workspaces/staging",
    "GET,  /layout/workspaces/staging/logicalModel",
    "GET,  /layout/workspaces/staging/analyticsModel",
    "PUT,  /layout/workspaces/staging/logicalModel",
    "PUT,  /layout/workspaces/staging/analyticsModel",
    "POST, /actions/dataSources/cicd/uploadNotification",
    "GET,  /entities/workspaces/staging/visualizationObjects",
    "POST, /actions/workspaces/staging/execution/afm/execute",
    "GET,  /actions/workspaces/staging/execution/afm/execute/result",
  })
  void aStepOfPublishingThatFailsLeavesEverythingAsItWas(String method, String path) {
    Map<String, Object> before = rig.gooddata().everything();
    rig.gooddata().failNext(method, path, 400, 1);

    Run run = rig.run("gooddata.publish");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().getMessage()).contains("as the test wants it");
    assertThat(rig.gooddata().everything()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "POST, /actions/workspaces/staging/execution/afm/execute",
    "GET,  /layout/workspaces/staging/logicalModel",
    "PUT,  /entities/dataSources/cicd-production",
    "GET,  /entities/workspaces/production",
    "PUT,  /layout/workspaces/production/logicalModel",
    "PUT,  /layout/workspaces/production/analyticsModel",
    "POST, /actions/dataSources/cicd-production/uploadNotification",
    "POST, /actions/workspaces/production/execution/afm/execute",
  })
  void aStepOfProvisioningThatFailsLeavesEverythingAsItWas(String method, String path) {
    assertThat(rig.run("gooddata.publish").state()).isEqualTo(RunState.SUCCEEDED);
    Map<String, Object> before = rig.gooddata().everything();
    rig.gooddata().failNext(method, path, 400, 1);

    Run run = rig.run("gooddata.provision", "production");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(rig.gooddata().everything()).isEqualTo(before);
  }

  @Test
  void anAnswerThatIsLostOnTheWayLeavesNoHalves() {
    rig.gooddata().loseReply("PUT", "/layout/workspaces/staging/analyticsModel", 1);

    assertThat(rig.run("gooddata.publish").state()).isEqualTo(RunState.SUCCEEDED);

    assertThat(GoodDataRig.diff(rig.run("gooddata.diff"))).isEmpty();
  }

  @Test
  void aDataSourceThatTheRunHasMadeGoesAgain() {
    assertThat(rig.run("gooddata.publish").state()).isEqualTo(RunState.SUCCEEDED);
    rig.gooddata().remove("production");
    rig.gooddata().removeDataSource("cicd-production");
    Map<String, Object> before = rig.gooddata().everything();
    String execute = "/actions/workspaces/production/execution/afm/execute";
    rig.gooddata().failNext("POST", execute, 400, 1);

    assertThat(rig.run("gooddata.provision", "production").state()).isEqualTo(RunState.FAILED);
    assertThat(rig.gooddata().everything()).isEqualTo(before);

    assertThat(rig.run("gooddata.provision", "production").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aDataSourceWhosePasswordNobodyKnowsIsNotPutBackBroken() {
    rig.gooddata().changeDataSource("cicd", Map.of("username", "somebody-else"));
    rig.gooddata().failNext("PUT", "/layout/workspaces/staging/logicalModel", 400, 1);

    Run run = rig.run("gooddata.publish");

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E614);
    assertThat(run.failure().where()).isEqualTo("data source cicd");
    assertThat(run.failure().why()).contains("as the test wants it", "cannot reach the database");
    // The new address is known to work.
    assertThat(rig.run("gooddata.scan").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aWorkspaceThatTheRunHasMadeGoesAgain() {
    Map<String, Object> before = rig.gooddata().everything();
    rig.gooddata().failNext("PUT", "/layout/workspaces/development/analyticsModel", 400, 1);

    assertThat(rig.run("gooddata.load", "development").state()).isEqualTo(RunState.FAILED);
    assertThat(rig.gooddata().everything()).isEqualTo(before);
  }

  @Test
  void whenPuttingBackFailsTooThePersonIsToldHow() {
    Map<String, Object> before = rig.gooddata().everything();
    rig.gooddata().failNext("PUT", "/layout/workspaces/staging/analyticsModel", 400, 2);

    Run run = rig.run("gooddata.publish");

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E614);
    assertThat(run.failure().fixes())
        .containsExactly("./caravan gooddata rollback --workspace staging --yes");
    assertThat(rig.run("gooddata.rollback").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.gooddata().everything()).isEqualTo(before);
  }

  @Test
  void anInsightThatCannotBeComputedNeverReachesAnybody() {
    Map<String, Object> before = rig.gooddata().everything();
    rig.edit("ldm/datasets/commits.yaml", "sourceColumn: commit_id", "sourceColumn: no_such");
    try {
      Run run = rig.run("gooddata.publish");

      assertThat(run.failure().code()).isEqualTo(ErrorCode.E612);
      assertThat(run.failure().getMessage()).contains("no_such");
      assertThat(rig.gooddata().everything()).isEqualTo(before);
    } finally {
      rig.edit("ldm/datasets/commits.yaml", "sourceColumn: no_such", "sourceColumn: commit_id");
    }
  }

  @Test
  void modelsWithLooseEndsAreNotSentAtAll() throws IOException {
    int calls = rig.gooddata().calls();
    Path file = rig.layout().resolve("ldm/datasets/users.yaml");
    String kept = Files.readString(file);
    Files.delete(file);
    try {
      Run run = rig.run("gooddata.load");

      assertThat(run.failure().code()).isEqualTo(ErrorCode.E611);
      assertThat(run.failure().why()).contains("dataset 'Commits' uses the dataset 'users'");
      assertThat(rig.gooddata().calls()).isEqualTo(calls);
    } finally {
      Files.writeString(file, kept);
    }
  }

  @Test
  void anExecutionWhoseResultCannotBeReadIsGivenUp() {
    List<String> given = new CopyOnWriteArrayList<>();
    rig.sandbox()
        .onExchange(
            call -> {
              if (call.request().path().endsWith("/afm/cancel")) {
                given.add(call.reply().body());
              }
            });
    String result = "/actions/workspaces/staging/execution/afm/execute/result";
    rig.gooddata().failNext("GET", result, 400, 1);
    rig.gooddata().failNext("GET", result, 400, 1);

    assertThat(rig.run("gooddata.test").failure().getMessage()).contains("as the test wants it");
    assertThat(given).singleElement().asString().contains("\"cancel-staging-");
    rig.gooddata().failNext("POST", "/actions/workspaces/staging/execution/afm/cancel", 400, 1);
    assertThat(rig.run("gooddata.test").failure().code()).isEqualTo(ErrorCode.E612);
  }

  @Test
  void aRefusedTokenIsNoFaultOfAnInsight() {
    rig.gooddata().failNext("POST", "/actions/workspaces/staging/execution/afm/execute", 401, 1);

    assertThat(rig.run("gooddata.test").failure().code()).isEqualTo(ErrorCode.E202);
  }

  @Test
  void aLimitIsWaitedFor() {
    rig.gooddata().limitNext("/actions/workspaces/staging/execution/afm/execute", 1, 1);

    assertThat(rig.run("gooddata.test").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aDatabaseThatCannotBeReachedIsFoundBeforeAnythingIsStored() {
    int written = rig.gooddata().written().size();

    Run run = rig.run("gooddata.register", "development");

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E613);
    assertThat(rig.gooddata().written()).hasSize(written);
  }

  @Test
  void anEmptyWorkspaceIsNotStoredOverTheFiles() {
    rig.gooddata().put("development", Map.of(), Map.of());
    try {
      Run run = rig.run("gooddata.store", "development");

      assertThat(run.failure().code()).isEqualTo(ErrorCode.E611);
      assertThat(rig.layout().resolve("ldm/datasets/users.yaml")).exists();
    } finally {
      rig.gooddata().remove("development");
    }
  }
}
