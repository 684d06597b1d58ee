package io.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** A file that is not what it should be: what is wrong is said, what is right is written. */
class SyncInputTest extends WithSyncRig {

  @Test
  void aFileWithoutAHeaderIsRefusedWithTheExpectedOne() {
    SyncRig.Ran ran = rig.syncFile(Map.of(), "1,P. Michael,open,20,USD\n");

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E314);
    assertThat(ran.failure().what()).isEqualTo("The file has no header");
    assertThat(ran.failure().fixes()).anyMatch(fix -> fix.contains(SyncRig.HEADER));
    assertThat(rig.pipedrive().writeCalls()).isZero();
  }

  @Test
  void aFileWithoutTheKeyIsRefused() {
    SyncRig.Ran ran =
        rig.syncFile(Map.of(), "title,status,value,currency\nP. Michael,open,20,USD\n");

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E311);
    assertThat(ran.failure().what()).contains("order_id");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    SyncRig.Ran ran = rig.run("pipedrive.load-file", Map.of("file", "/nowhere/deals.csv"));

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E315);
    assertThat(ran.failure().where()).isEqualTo("/nowhere/deals.csv");
  }

  @Test
  void columnsMayStandInAnyOrderAndMoreOfThemDoNotMatter() {
    SyncRig.Ran ran =
        rig.syncFile(
            Map.of(),
            "currency,note,value,title,status,order_id\nUSD,x,20,\"Last, First\",open,1\n");

    assertThat(ran.failure()).isNull();
    assertThat(rig.deals()).containsExactly("Last, First open 20 USD");
  }

  @Test
  void badRowsAreRefusedWithTheirReasonsAndTheGoodOnesGoOn() {
    SyncRig.Ran ran =
        rig.sync(
            "1,P. Michael,open,20,USD",
            ",No key,open,20,USD",
            "3,Bad number,open,twenty,USD",
            "4,Bad status,maybe,20,USD",
            "5,Too few fields,open",
            "6,Twice,open,20,USD",
            "6,Twice,won,21,USD",
            "11,P. Kathleen,won,40,USD");

    assertThat(rig.deals()).containsExactly("P. Michael open 20 USD", "P. Kathleen won 40 USD");
    assertThat(ran.counts()).containsEntry("rejected", 6L).containsEntry("created", 2L);
    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E313);
    assertThat((List<?>) ran.note("refused"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsExactlyInAnyOrder(
            "row 2: order_id is empty",
            "row 3 (3): value is 'twenty'; it has to be a number such as 20 or 20.5",
            "row 4 (4): status is 'maybe'; it has to be open, won, lost or deleted",
            "row 5: 3 fields, but the header has 5",
            "row 6 (6): the key stands in 2 rows",
            "row 7 (6): the key stands in 2 rows");
  }

  @Test
  void aRefusedRowOfAKnownDealLeavesTheDealAsItIs() {
    rig.sync("1,P. Michael,open,20,USD", "2,P. Kathleen,won,40,USD");

    SyncRig.Ran ran = rig.sync("1,P. Michael,open,much,USD", "2,P. Kathleen,won,40,USD");

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E313);
    assertThat(ran.note("orphaned")).isNull();
    assertThat(rig.deals()).hasSize(2);
    assertThat(rig.pipedrive().updated()).isZero();
  }
}
