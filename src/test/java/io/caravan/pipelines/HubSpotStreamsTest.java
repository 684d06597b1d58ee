package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.HubSpotContract;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HubSpotStreamsTest {

  private static HubSpotRig rig;
  private static List<String> problems;

  @BeforeAll
  static void start() {
    HubSpotContract contract = HubSpotContract.load();
    rig = new HubSpotRig(Map.of());
    problems = contract.hear(rig.sandbox());
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void deals() throws Exception {
    for (String s : List.of("deals","contacts","companies","tickets","goals","calls","emails","meetings","notes","tasks")) {
    Run run = rig.run("hubspot." + s);
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    System.out.println(run.steps().get(0).counts());
    run = rig.run("hubspot." + s + "_archived");
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    System.out.println(run.steps().get(0).counts());
    run = rig.run("hubspot." + s);
    System.out.println(run.steps().get(0).counts() + " " + run.steps().get(0).notes());
    run = rig.run("hubspot." + s + "_archived");
    System.out.println(run.steps().get(0).counts() + " " + run.steps().get(0).notes());
    }
    System.out.println(rig.query("select string_agg(column_name || ' ' || data_type, ', ') from information_schema.columns where table_schema='hubspot' group by table_name"));
    System.out.println(rig.query("select row_to_json(d) from hubspot.deals d limit 3"));
    System.out.println(rig.query("select row_to_json(d) from hubspot.deals d where archived limit 3"));
    assertThat(problems).isEmpty();
  }
}
