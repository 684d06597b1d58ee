package io.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.PipedriveContract;
import io.caravan.contracts.VendorContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call that the routes make is one that Pipedrive's contract allows. */
class PipedriveSyncContractTest {

  @TempDir Path folder;

  @Test
  void everyCallOfTheDestinationIsAsInTheContract() {
    PipedriveContract contract = VendorContract.required(PipedriveContract.load());
    try (SyncRig rig = new SyncRig(folder)) {
      List<String> problems = contract.hear(rig.sandbox());
      rig.sync("1,P. Michael,open,20,USD", "2,P. Kathleen,won,40.5,USD");
      rig.sync("1,P. Michael,lost,24,EUR", "2,P. Kathleen,deleted,40.5,USD");
      rig.sql("update caravan.sync_ledger set state = 'SENT', remote_id = null, sent_at = now()");
      rig.sync("1,P. Michael,open,20,USD", "3,H. Gregory,open,2,USD");
      rig.sql("update caravan.sync_ledger set state = 'SENT', sent_at = now()");
      rig.sync("1,P. Michael,open,20,USD", "3,H. Gregory,open,2,USD");
      rig.run("pipedrive.rebuild-ledger", Map.of());
      rig.run("pipedrive.whoami", Map.of());
      rig.run("pipedrive.list-deals", Map.of());

      assertThat(rig.deals()).containsExactly("P. Michael open 20 USD", "H. Gregory open 2 USD");
      assertThat(rig.pipedrive().calls()).isGreaterThan(15);
      assertThat(problems).isEmpty();
    }
  }
}
