package io.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.run.RunState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Creates, changes and deletes deals until they equal the file, and then makes no more calls. */
class PipedriveSyncTest {

  @TempDir Path folder;
  private SyncRig rig;

  @BeforeEach
  void start() {
    rig = new SyncRig(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void theFirstRunCreatesEveryDealAndTheSecondMakesNoCall() {
    SyncRig.Ran first = rig.sync("1,P. Michael,open,20,USD", "11,P. Kathleen,won,40.5,USD");

    assertThat(first.failure()).isNull();
    assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(first.counts()).containsEntry("created", 2L);
    assertThat(rig.deals()).containsExactly("P. Michael open 20 USD", "P. Kathleen won 40.5 USD");
    assertThat(rig.sql("select external_key || remote_id || state from caravan.sync_ledger"))
        .containsExactlyInAnyOrder("11CONFIRMED", "112CONFIRMED");
    int calls = rig.pipedrive.calls();

    SyncRig.Ran second = rig.sync("1,P. Michael,open,20.0,USD", "11,P. Kathleen,won,40.50,USD");

    assertThat(second.counts()).isEqualTo(Map.of("same", 2L));
    assertThat(rig.pipedrive.calls()).isEqualTo(calls);
  }
}
