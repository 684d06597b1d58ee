package io.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.ErrorCode;
import io.caravan.run.RunState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is lost, refused or done by others: at most one deal per order, and nothing forgotten.
 */
class PipedriveTroubleTest extends WithSyncRig {

  private static final String MICHAEL = "1,P. Michael,open,20,USD";
  private static final String KATHLEEN = "11,P. Kathleen,won,40,USD";
  private static final String DEALS = "/api/v2/deals";

  @Test
  void aLostReplyOfACreateLeavesOneDeal() {
    rig.sync(KATHLEEN);
    rig.pipedrive().loseReplyOfNext("POST", DEALS, 1);

    SyncRig.Ran ran = rig.sync(MICHAEL, KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(ran.counts()).containsEntry("adopted", 1L).doesNotContainKey("created");
    assertOneDealEach();
  }

  @Test
  void a500AfterTheDealWasCreatedLeavesOneDeal() {
    rig.sync(KATHLEEN);
    rig.pipedrive().failAfterMutation("POST", DEALS, 1);

    assertThat(rig.sync(MICHAEL, KATHLEEN).failure()).isNull();

    assertOneDealEach();
  }

  @Test
  void a500ThatCreatedNothingIsTriedOnceMore() {
    rig.sync(KATHLEEN);
    rig.pipedrive().failNext("POST", DEALS, 500, "{}", "application/json", Map.of(), 1);

    SyncRig.Ran ran = rig.sync(MICHAEL, KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(ran.counts()).containsEntry("created", 1L);
    assertOneDealEach();
  }

  @Test
  void aDealThatTheSearchDoesNotKnowYetIsFoundAmongTheRecentOnes() {
    rig.sync(KATHLEEN);
    rig.pipedrive().loseReplyOfNext("POST", DEALS, 1);
    String nothing = "{\"success\":true,\"data\":{\"items\":[]}}";
    rig.pipedrive()
        .failNext("GET", "/api/v2/itemSearch", 200, nothing, "application/json", Map.of(), 1);

    assertThat(rig.sync(MICHAEL, KATHLEEN).failure()).isNull();

    assertOneDealEach();
  }

  @Test
  void aDestinationThatLosesEveryReplyStopsTheSyncAndTheNextOneGoesOn() {
    rig.pipedrive().addDealField("Caravan order id", "varchar");
    rig.pipedrive().failAfterMutation("POST", DEALS, 3);
    String[] rows =
        IntStream.rangeClosed(1, 10)
            .mapToObj(i -> i + ",T" + i + ",open," + i + ",USD")
            .toArray(String[]::new);

    SyncRig.Ran ran = rig.sync(rows);

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E201);
    assertThat(rig.pipedrive().created()).isEqualTo(3);

    assertThat(rig.sync(rows).failure()).isNull();
    assertThat(rig.deals()).hasSize(10).doesNotHaveDuplicates();
    assertThat(rig.pipedrive().created()).isEqualTo(10);
  }

  @Test
  void aCrashBetweenTheIntentAndTheCallLeavesOneDeal() {
    rig.sync(KATHLEEN);
    crashedWhileSending("1", "null");

    SyncRig.Ran ran = rig.sync(MICHAEL, KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(ran.counts()).containsEntry("created", 1L);
    assertOneDealEach();
  }

  @Test
  void aCrashBetweenTheCallAndItsOutcomeLeavesOneDeal() {
    rig.sync(MICHAEL, KATHLEEN);
    rig.sql("delete from caravan.sync_ledger where external_key = '1'");
    crashedWhileSending("1", "null");

    SyncRig.Ran ran = rig.sync("1,P. Michael,open,24,USD", KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(ran.counts()).containsEntry("adopted", 1L).containsEntry("updated", 1L);
    assertThat(rig.deals())
        .containsExactlyInAnyOrder("P. Michael open 24 USD", "P. Kathleen won 40 USD");
    assertThat(rig.pipedrive().created()).isEqualTo(2);
  }

  @Test
  void aCrashInAChangeReadsTheDealAndChangesWhatDiffers() {
    rig.sync(MICHAEL, KATHLEEN);
    rig.sql(
        "update caravan.sync_ledger set state = 'SENT', sent = '{\"value\": 24}' where external_key = '1'");

    SyncRig.Ran ran = rig.sync(MICHAEL, KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(rig.pipedrive().updated()).isZero();
    assertOneDealEach();
  }

  @Test
  void aCrashInADeleteIsFinished() {
    rig.sync(MICHAEL, KATHLEEN);
    rig.sql("update caravan.sync_ledger set state = 'SENT', sent = null where external_key = '1'");
    rig.pipedrive().deleteDeal(1);

    SyncRig.Ran ran = rig.sync("1,P. Michael,deleted,20,USD", KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(rig.sql("select state from caravan.sync_ledger where external_key = '1'"))
        .containsExactly("DELETED");
    assertThat(rig.deals()).containsExactly("P. Kathleen won 40 USD");
  }

  @Test
  void aLostLedgerIsRebuiltFromTheDealsThatCarryAKey() {
    rig.sync(MICHAEL, KATHLEEN);
    rig.pipedrive().createDeal(Map.of("title", "Of a person", "value", 5));
    rig.pipedrive().changeDeal(1, Map.of("value", 99));
    rig.sql("truncate caravan.sync_ledger");

    SyncRig.Ran ran = rig.sync(MICHAEL, KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(ran.counts()).isEqualTo(Map.of("adopted", 2L, "updated", 1L, "same", 1L));
    assertThat(rig.deals())
        .containsExactly(
            "P. Michael open 20 USD", "P. Kathleen won 40 USD", "Of a person open 5 EUR");
  }

  @Test
  void aRebuildThatWasBrokenOffIsDoneAgainBeforeAnythingIsCreated() {
    rig.sync(MICHAEL);
    IntStream.range(0, 500).forEach(i -> rig.pipedrive().createDeal(Map.of("title", "Other")));
    rig.sync(MICHAEL, KATHLEEN);
    rig.sql("truncate caravan.sync_ledger");
    refuseTheSecondPageOfDeals();

    assertThat(rig.sync(MICHAEL, KATHLEEN).failure().code()).isEqualTo(ErrorCode.E206);
    SyncRig.Ran next = rig.sync(MICHAEL, KATHLEEN);

    assertThat(next.failure()).isNull();
    assertThat(next.counts()).containsEntry("same", 2L).doesNotContainKey("created");
    assertThat(rig.deals()).filteredOn(deal -> deal.startsWith("P. ")).hasSize(2);
  }

  private void refuseTheSecondPageOfDeals() {
    AtomicBoolean first = new AtomicBoolean(true);
    rig.sandbox()
        .onExchange(
            call -> {
              if (call.request().path().equals(DEALS) && first.getAndSet(false)) {
                rig.pipedrive().failNext("GET", DEALS, 400, "{}", "application/json", Map.of(), 1);
              }
            });
  }

  @Test
  void rebuildingOnRequestNotesTheValuesOfNow() {
    rig.sync(MICHAEL, KATHLEEN);
    rig.pipedrive().changeDeal(2, Map.of("title", "Renamed"));

    SyncRig.Ran rebuilt = rig.run("pipedrive.rebuild-ledger", Map.of());

    assertThat(rebuilt.failure()).isNull();
    assertThat(rebuilt.counts()).isEqualTo(Map.of("adopted", 2L));
    assertThat(rig.sync(MICHAEL, KATHLEEN).counts()).containsEntry("updated", 1L);
    assertOneDealEach();
  }

  @Test
  void twoDealsWithOneKeyAreOneDealAndTheOlderOneIsIt() {
    rig.sync(MICHAEL);
    Map<?, ?> copied = (Map<?, ?>) rig.pipedrive().deals().get(0).get("custom_fields");
    rig.pipedrive().createDeal(Map.of("title", "Copy", "custom_fields", copied));
    rig.sql("truncate caravan.sync_ledger");

    rig.sync("1,P. Michael,open,21,USD");

    assertThat(rig.deals()).containsExactly("P. Michael open 21 USD", "Copy open 0 EUR");
  }

  @Test
  void aLostReplyOfTheNewFieldLeavesOneField() {
    rig.pipedrive().loseReplyOfNext("POST", "/api/v2/dealFields", 1);

    assertThat(rig.sync(MICHAEL).failure()).isNull();

    assertThat(rig.pipedrive().ledger()).hasSize(2);
    assertThat(rig.deals()).hasSize(1);
  }

  @Test
  void aRefusedRowIsNamedWithTheReasonAndTheOthersGoOn() {
    rig.sync(KATHLEEN);
    refuseNext("POST", "title: too rude");

    SyncRig.Ran ran = rig.sync(MICHAEL, KATHLEEN, "3,H. Gregory,open,2,USD");

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E601);
    assertThat(ran.failure().where()).isEqualTo("deals 1");
    assertThat(ran.failure().why()).contains("title: too rude");
    assertThat(ran.counts()).containsEntry("rejected", 1L).containsEntry("created", 1L);
    assertThat(rig.sql("select error from caravan.sync_ledger where state = 'REJECTED'").get(0))
        .contains("title: too rude");

    assertThat(rig.sync(MICHAEL, KATHLEEN, "3,H. Gregory,open,2,USD").failure()).isNull();
    assertThat(rig.deals()).hasSize(3).contains("P. Michael open 20 USD");
  }

  @Test
  void aDealThatAPersonDeletedIsLeftDeleted() {
    rig.sync(MICHAEL, KATHLEEN);
    rig.pipedrive().deleteDeal(1);

    SyncRig.Ran ran = rig.sync("1,P. Michael,open,24,USD", KATHLEEN);
    SyncRig.Ran later = rig.sync("1,P. Michael,open,25,USD", KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(ran.counts()).containsEntry("orphaned", 1L);
    assertThat(later.note("orphaned")).isEqualTo(Map.of("deleted or archived over there", 1L));
    assertThat(rig.deals()).containsExactly("P. Kathleen won 40 USD");
  }

  @Test
  void aDealThatAPersonDeletedAndThatShouldBeGoneIsDone() {
    rig.sync(MICHAEL, KATHLEEN);
    rig.pipedrive().deleteDeal(1);

    SyncRig.Ran ran = rig.sync("1,P. Michael,deleted,20,USD", KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(rig.sql("select state from caravan.sync_ledger where external_key = '1'"))
        .containsExactly("DELETED");
  }

  @Test
  void anArchivedDealIsAnOrphanWithAReason() {
    rig.sync(MICHAEL, KATHLEEN);
    rig.pipedrive().changeDeal(1, Map.of("is_archived", true));
    refuseNext("PATCH", "deal is archived");

    SyncRig.Ran ran = rig.sync("1,P. Michael,open,24,USD", KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(
            rig.sql(
                "select state || ': ' || error from caravan.sync_ledger where external_key = '1'"))
        .containsExactly("ORPHAN: archived in Pipedrive, where archived deals cannot be edited");
  }

  @Test
  void aRefusedChangeIsARefusedRow() {
    rig.sync(MICHAEL, KATHLEEN);
    refuseNext("PATCH", "value: too large");

    SyncRig.Ran ran = rig.sync("1,P. Michael,open,24,USD", KATHLEEN);

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E601);
    assertThat(ran.failure().why()).contains("value: too large");
    assertThat(rig.sync("1,P. Michael,open,24,USD", KATHLEEN).counts())
        .containsEntry("updated", 1L);
  }

  @Test
  void tooManyRequestsAreWaitedOut() {
    rig.sync(KATHLEEN);
    rig.pipedrive()
        .failNext(
            "POST", DEALS, 429, "{}", "application/json", Map.of("x-ratelimit-reset", "1"), 1);

    assertThat(rig.sync(MICHAEL, KATHLEEN).failure()).isNull();

    assertOneDealEach();
  }

  @Test
  void aBanStopsTheRunAtOnceAndALaterRunGoesOn() {
    rig.sync(KATHLEEN);
    rig.pipedrive().failNext("POST", DEALS, 403, "<html>banned</html>", "text/html", Map.of(), 1);

    SyncRig.Ran ran = rig.sync(MICHAEL, "3,H. Gregory,open,2,USD", KATHLEEN);

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E205);
    assertThat(ran.state()).isEqualTo(RunState.FAILED);
    assertThat(rig.deals()).hasSize(1);

    assertThat(rig.sync(MICHAEL, "3,H. Gregory,open,2,USD", KATHLEEN).failure()).isNull();
    assertThat(rig.deals()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void anotherCompanyHasALedgerOfItsOwn() {
    rig.sync(MICHAEL);
    rig.sql("update caravan.sync_accounts set account = 'another'");

    rig.sync(MICHAEL);

    assertThat(rig.sql("select account || state from caravan.sync_ledger order by 1"))
        .containsExactly("1CONFIRMED", "anotherCONFIRMED");
  }

  @Test
  void aStopOnRequestIsTakenBeforeTheNextRow() {
    rig.stopAtOnce(true);
    SyncRig.Ran ran = rig.sync(MICHAEL, KATHLEEN);
    rig.stopAtOnce(false);

    assertThat(ran.state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(rig.deals()).isEmpty();
    assertThat(rig.sync(MICHAEL, KATHLEEN).failure()).isNull();
    assertOneDealEach();
  }

  @Test
  void aProcessThatLostItsLeaseWritesNothing() {
    rig.sql(
        "insert into caravan.bookmarks (stream, fence) values ('pipedrive.load-file', 1000000)"
            + " on conflict (stream) do update set fence = 1000000");

    SyncRig.Ran ran = rig.sync(MICHAEL);

    rig.sql("delete from caravan.bookmarks");
    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E702);
    assertThat(rig.pipedrive().writeCalls()).isZero();
  }

  @Test
  void aDealOfUnknownFateIsNotCreatedAgainUntilTheDestinationHasSettled() {
    try (SyncRig slow = new SyncRig(folder, Map.of("pipedrive.settle-time", "1s"))) {
      slow.sync(KATHLEEN);
      slow.pipedrive().failNext("POST", DEALS, 502, "{}", "application/json", Map.of(), 1);

      long begin = System.nanoTime();
      SyncRig.Ran ran = slow.sync(MICHAEL, KATHLEEN);

      assertThat(ran.failure()).isNull();
      assertThat(System.nanoTime() - begin).isGreaterThan(1_000_000_000L);
      assertThat(slow.pipedrive().created()).isEqualTo(2);
    }
  }

  @Test
  void aRowWhoseFateStaysUnknownFailsTheStepAndTheNextRunSettlesIt() {
    rig.sync(KATHLEEN);
    rig.pipedrive().failNext("POST", DEALS, 502, "{}", "application/json", Map.of(), 2);

    SyncRig.Ran ran = rig.sync(MICHAEL, KATHLEEN);

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E201);
    assertThat(ran.counts()).containsEntry("unknown", 1L);
    assertThat(rig.sync(MICHAEL, KATHLEEN).failure()).isNull();
    assertOneDealEach();
  }

  @Test
  void whatAPersonDeletedIsCreatedAgainWhereTheSettingsSaySo() {
    try (SyncRig eager = new SyncRig(folder, Map.of("pipedrive.recreate-deleted", "true"))) {
      eager.sync(MICHAEL);
      eager.pipedrive().deleteDeal(1);
      eager.sync("1,P. Michael,open,24,USD");

      assertThat(eager.sync("1,P. Michael,open,24,USD").failure()).isNull();
      assertThat(eager.deals()).containsExactly("P. Michael open 24 USD");
    }
  }

  private static void refuseNext(String method, String why) {
    String body = "{\"success\":false,\"error\":\"" + why + "\",\"data\":null}";
    rig.pipedrive().failNext(method, DEALS, 422, body, "application/json", Map.of(), 1);
  }

  /** What a process leaves that died after it had committed its intent. */
  private static void crashedWhileSending(String key, String remoteId) {
    rig.sql(
        "insert into caravan.sync_ledger (destination, account, entity, external_key, remote_id, sent, state, sent_at)"
            + " values ('pipedrive', '1', 'deals', '"
            + key
            + "', "
            + remoteId
            + ", '{}', 'SENT', now())");
  }

  private static void assertOneDealEach() {
    assertThat(rig.deals())
        .containsExactlyInAnyOrder("P. Michael open 20 USD", "P. Kathleen won 40 USD");
    assertThat(rig.pipedrive().created()).isEqualTo(2);
    assertThat(rig.sql("select distinct state from caravan.sync_ledger"))
        .isEqualTo(List.of("CONFIRMED"));
  }
}
