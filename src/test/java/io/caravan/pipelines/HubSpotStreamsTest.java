package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.HubSpotContract;
import io.caravan.run.Run;
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
  void all() throws Exception {
    for (int i = 0; i < 2; i++) {
      long t = System.currentTimeMillis();
      Run run = rig.run("hubspot");
      System.out.println(
          "RUN " + run.state() + " " + run.failure() + (System.currentTimeMillis() - t));
      run.steps()
          .forEach(
              s ->
                  System.out.println(
                      "STEP "
                          + s.name()
                          + " "
                          + s.state()
                          + " "
                          + s.counts()
                          + " "
                          + s.notes()
                          + s.failure()));
    }
    for (String t : rig.tables())
      System.out.println(
          "ROW " + t + " " + rig.query("select row_to_json(d) from hubspot." + t + " d limit 1"));
    System.out.println(
        "MART " + rig.query("select row_to_json(d) from analytics.hubspot_deals d limit 2"));
    assertThat(problems).isEmpty();
  }
}
