package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins, limits and wide lists of a HubSpot account: nothing is lost, and what to do is said. */
class HubSpotAccountTest {

  private static final String DAILY =
      "{\"status\":\"error\",\"message\":\"You have reached your daily limit.\","
          + "\"errorType\":\"RATE_LIMIT\",\"policyName\":\"DAILY\"}";

  private HubSpotRig rig;

  @AfterEach
  void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  private Run succeeds(String stream) {
    Run run = rig.run(stream);
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    return run;
  }

  @Test
  void aLoginIsRenewedInTheMiddleAndItsRotatedTokenOutlivesTheProcess() throws Exception {
    rig = HubSpotRig.withLogin();
    rig.hubspot().rotateRefreshTokens(true);
    succeeds("hubspot.deals");
    assertThat(rig.query("select id from hubspot.deals")).hasSameSizeAs(rig.hubspot().ids("deals"));

    rig.hubspot().expireAccessTokens();
    succeeds("hubspot.contacts");
    rig.hubspot().expireAccessTokens();
    rig.restart();
    succeeds("hubspot.owners");

    assertThat(rig.query("select id from hubspot.contacts"))
        .hasSameSizeAs(rig.hubspot().ids("contacts"));
  }

  @Test
  void aLoginThatWasTakenBackAsksForAPersonAndKeepsTheRows() throws Exception {
    rig = HubSpotRig.withLogin();
    succeeds("hubspot.owners");
    List<String> before = rig.query("select id from hubspot.owners order by 1");
    rig.hubspot().revokeGrant();

    Run run = rig.run("hubspot.owners");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E203);
    assertThat(run.failure().fixes()).contains("./caravan auth login hubspot");
    assertThat(rig.query("select id from hubspot.owners order by 1")).isEqualTo(before);
  }

  @Test
  void theEndOfTheDayEndsTheRunAsWaitingAndTheNextDayFindsTheRest() throws Exception {
    rig = new HubSpotRig(Map.of());
    rig.hubspot().setDailyLimit(rig.hubspot().calls() + 1);

    Run run = rig.run("hubspot.contacts");

    assertThat(run.state()).isEqualTo(RunState.WAITING);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E205);
    assertThat(run.failure().why()).contains("daily limit");
    assertThat(rig.query("select id from hubspot.contacts")).hasSize(200);
    int calls = rig.hubspot().calls();
    assertThat(rig.run("hubspot.contacts").state()).isEqualTo(RunState.WAITING);
    assertThat(rig.hubspot().calls()).isEqualTo(calls);

    rig.hubspot().setDailyLimit(650_000);
    rig.restart();
    succeeds("hubspot.contacts");

    assertThat(rig.query("select id from hubspot.contacts order by 1"))
        .containsExactlyInAnyOrderElementsOf(
            rig.hubspot().ids("contacts").stream().map(String::valueOf).toList());
  }

  @Test
  void theEndOfTheDayIsUnderstoodWithoutAnyHeader() {
    rig = new HubSpotRig(Map.of());
    rig.hubspot().failNext(null, "/crm/", 429, DAILY, "application/json", Map.of(), 1);

    Run run = rig.run("hubspot.owners");

    assertThat(run.state()).isEqualTo(RunState.WAITING);
    assertThat(run.failure().why()).contains("You have reached your daily limit.");
    assertThat(rig.hubspot().faultsWaiting()).isZero();
  }

  @Test
  void aFullRefreshMakesEveryTableOfAStreamAnew() throws Exception {
    rig = new HubSpotRig(Map.of());
    succeeds("hubspot.pipelines");
    List<String> pipelines = rig.query("select id from hubspot.pipelines order by 1");
    List<String> stages = rig.query("select id from hubspot.pipeline_stages order by 1");
    rig.query("insert into hubspot.pipelines (id) values ('stray') returning id");
    rig.query("insert into hubspot.pipeline_stages (id) values ('stray') returning id");

    Run run = rig.refresh("hubspot.pipelines");

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.query("select id from hubspot.pipelines order by 1")).isEqualTo(pipelines);
    assertThat(rig.query("select id from hubspot.pipeline_stages order by 1")).isEqualTo(stages);
    List<String> rows = rig.query("select id || xmin from hubspot.pipeline_stages order by 1");
    succeeds("hubspot.pipelines");
    assertThat(rig.query("select id || xmin from hubspot.pipeline_stages order by 1"))
        .isEqualTo(rows);
  }
}
