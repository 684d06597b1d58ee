package io.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.caravan.error.ErrorCode;
import io.caravan.run.RunState;
import io.caravan.sandbox.Mutation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Creates, changes and deletes deals until they equal the file, and then makes no more calls. */
class PipedriveSyncTest extends WithSyncRig {

  private static final String MICHAEL = "1,P. Michael,open,20,USD";
  private static final String KATHLEEN = "11,P. Kathleen,won,40.5,USD";

  @Test
  void theFirstRunCreatesEveryDealAndTheSecondMakesNoCall() {
    SyncRig.Ran first = rig.sync(MICHAEL, KATHLEEN);

    assertThat(first.failure()).isNull();
    assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(first.counts()).containsEntry("created", 2L);
    assertThat(rig.deals()).containsExactly("P. Michael open 20 USD", "P. Kathleen won 40.5 USD");
    int calls = rig.pipedrive().calls();

    SyncRig.Ran second = rig.sync("1,P. Michael,open,20.0,USD", "11,P. Kathleen,won,40.50,USD");

    assertThat(second.failure()).isNull();
    assertThat(second.counts()).isEqualTo(Map.of("same", 2L));
    assertThat(rig.pipedrive().calls()).isEqualTo(calls);
  }

  @Test
  void aFirstRunIntoAnEmptyAccountAsksWhoItIsAndMakesTheFieldOnce() {
    rig.sync(MICHAEL);

    assertThat(rig.pipedrive().calls()).isEqualTo(5);
    assertThat(rig.pipedrive().ledger())
        .extracting(Mutation::method, Mutation::path)
        .containsExactly(tuple("POST", "/api/v2/dealFields"), tuple("POST", "/api/v2/deals"));
  }

  @Test
  void everyDealCarriesItsOrderInTheFieldThatAPersonMade() {
    String field = rig.pipedrive().addDealField("Caravan order id", "varchar");

    rig.sync(MICHAEL, KATHLEEN);

    assertThat(rig.pipedrive().deals())
        .extracting(deal -> (Object) ((Map<?, ?>) deal.get("custom_fields")).get(field))
        .containsExactly("caravan-1", "caravan-11");
    assertThat(rig.pipedrive().created()).isEqualTo(2);
  }

  @Test
  void aChangedValueIsOnePatchWithThatFieldOnly() {
    rig.sync(MICHAEL, KATHLEEN);

    SyncRig.Ran second = rig.sync("1,P. Michael,open,24,USD", KATHLEEN);

    assertThat(second.failure()).isNull();
    assertThat(second.counts()).isEqualTo(Map.of("same", 1L, "updated", 1L));
    assertThat(last().method()).isEqualTo("PATCH");
    assertThat(last().body().toString()).isEqualToIgnoringWhitespace("{\"value\":24}");
    assertThat(rig.deals()).contains("P. Michael open 24 USD");
    assertThat(rig.pipedrive().writeCalls()).isEqualTo(4);
  }

  @Test
  void aReturnedOrderDeletesItsDealOnceAndAReopenedOneGetsANewDeal() {
    rig.sync(MICHAEL, KATHLEEN);

    SyncRig.Ran returned = rig.sync("1,P. Michael,deleted,20,USD", KATHLEEN);
    rig.sync("1,P. Michael,deleted,20,USD", KATHLEEN);

    assertThat(returned.failure()).isNull();
    assertThat(returned.counts()).containsEntry("deleted", 1L);
    assertThat(rig.pipedrive().deleted()).isEqualTo(1);
    assertThat(rig.deals()).containsExactly("P. Kathleen won 40.5 USD");

    rig.sync(MICHAEL, KATHLEEN);

    assertThat(rig.deals()).containsExactly("P. Kathleen won 40.5 USD", "P. Michael open 20 USD");
  }

  @Test
  void anOrderReturnedBeforeItWasEverADealMakesNone() {
    SyncRig.Ran ran = rig.sync("1,P. Michael,deleted,20,USD", KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(ran.counts()).isEqualTo(Map.of("created", 1L, "same", 1L));
    assertThat(rig.deals()).containsExactly("P. Kathleen won 40.5 USD");
    assertThat(rig.pipedrive().deleted()).isZero();
  }

  @Test
  void aRowThatLeftTheFileIsLeftAloneAndCounted() {
    rig.sync(MICHAEL, KATHLEEN);

    SyncRig.Ran ran = rig.sync(KATHLEEN);

    assertThat(ran.failure()).isNull();
    assertThat(ran.note("orphaned")).isEqualTo(Map.of("no longer in the file", 1L));
    assertThat(rig.deals()).hasSize(2);
  }

  @Test
  void tooManyDeletesStopBeforeAnythingIsWritten() {
    rig.sync(orders(1, 20, "open"));
    int writes = rig.pipedrive().writeCalls();

    SyncRig.Ran ran = rig.sync(orders(1, 5, "deleted"), orders(6, 20, "lost"));

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E602);
    assertThat(ran.failure().what()).contains("5 of 20 deals would be deleted");
    assertThat(ran.failure().fixes()).anyMatch(fix -> fix.contains("--allow-deletes"));
    assertThat(rig.pipedrive().writeCalls()).isEqualTo(writes);

    SyncRig.Ran meant = rig.sync(Map.of("allowDeletes", true), orders(1, 5, "deleted"));

    assertThat(meant.failure()).isNull();
    assertThat(meant.counts()).containsEntry("deleted", 5L);
  }

  @Test
  void fourDeletesNeverTripTheGuard() {
    rig.sync(orders(1, 8, "open"));

    assertThat(rig.sync(orders(1, 4, "deleted")).counts()).containsEntry("deleted", 4L);
  }

  @Test
  void anEmptyFileAfterAFullOneStops() {
    rig.sync(MICHAEL);

    SyncRig.Ran ran = rig.syncFile(Map.of(), SyncRig.HEADER + "\n");

    assertThat(ran.failure().code()).isEqualTo(ErrorCode.E602);
    assertThat(rig.deals()).hasSize(1);
  }

  @Test
  void aDryRunTellsTheDifferenceAndChangesNothing() {
    rig.sync(MICHAEL, KATHLEEN, "3,H. Gregory,open,2,USD");
    int writes = rig.pipedrive().writeCalls();
    List<String> before = ledger();

    SyncRig.Ran ran =
        rig.sync(
            Map.of("dryRun", true),
            "1,P. Michael,open,24,USD",
            "11,P. Kathleen,deleted,40.5,USD",
            "3,H. Gregory,open,2,USD",
            "12,P. Michael,open,20,USD");

    assertThat(ran.failure()).isNull();
    assertThat(ran.body())
        .isEqualTo(
            List.of(
                "~ order 1 value 20 -> 24", "- order 11", "+ order 12 \"P. Michael\" open 20 USD"));
    assertThat(ran.note("diff")).isEqualTo(ran.body());
    assertThat(rig.pipedrive().writeCalls()).isEqualTo(writes);
    assertThat(ledger()).isEqualTo(before);
  }

  @Test
  void aDryRunIntoANewAccountWritesNothingAtAll() {
    SyncRig.Ran ran = rig.sync(Map.of("dryRun", true), orders(1, 250, "open"));

    assertThat(ran.failure()).isNull();
    assertThat((List<?>) ran.body()).hasSize(201).last().isEqualTo("... and 50 more");
    assertThat(rig.pipedrive().calls()).as("only who we are").isEqualTo(1);
    assertThat(rig.pipedrive().writeCalls()).isZero();
    assertThat(ledger()).isEmpty();
  }

  @Test
  void whoAmIAndTheListOfDealsAreSteps() {
    rig.sync(orders(1, 3, "open"));

    assertThat(rig.run("pipedrive.whoami", Map.of()).text())
        .contains("\"company_domain\" : \"sandbox-company\"");
    assertThat(rig.run("pipedrive.list-deals", Map.of()).text())
        .contains("\"title\" : \"Title 1\"", "\"title\" : \"Title 3\"");
  }

  @Test
  void theDealsOfTheWarehouseTakeTheSameWay() {
    rig.sql(
        "create schema if not exists analytics; drop table if exists analytics.sync_pipedrive__deals;"
            + " create table analytics.sync_pipedrive__deals as select * from (values"
            + " (1, 'P. Michael', 'open', 20::bigint, 'USD'), (11, 'P. Kathleen', 'deleted', 40, 'USD'))"
            + " as deals (order_id, title, status, value, currency)");

    SyncRig.Ran ran = rig.run("pipedrive.deals", Map.of());

    assertThat(ran.failure()).isNull();
    assertThat(ran.counts()).isEqualTo(Map.of("created", 1L, "exported", 2L, "same", 1L));
    assertThat(rig.deals()).containsExactly("P. Michael open 20 USD");
  }

  private static Mutation last() {
    return rig.pipedrive().ledger().get(rig.pipedrive().ledger().size() - 1);
  }

  private static List<String> ledger() {
    return rig.sql("select l::text from caravan.sync_ledger l order by external_key");
  }

  private static String orders(int from, int to, String status) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(id -> id + ",Title " + id + "," + status + "," + id + ",USD\n")
        .reduce("", String::concat)
        .stripTrailing();
  }
}
