package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.UnderTarget;
import io.caravan.error.ErrorCode;
import io.caravan.error.ExitCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.sandbox.xero.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every stream of Xero from the sandbox into real tables: all of it once, nothing twice, and then
 * exactly what changed. Each test begins where a finished run has left off.
 */
class XeroStreamsTest {

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static XeroRig rig;
  private static String trading;
  private static String retail;

  @BeforeAll
  static void loadEverything() throws Exception {
    rig = new XeroRig(folder.resolve("project"));
    trading = rig.xero.tenant("Sandbox Trading");
    retail = rig.xero.tenant("Sandbox Retail");
    XeroRig.STREAMS.forEach(XeroStreamsTest::succeeds);
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  private static Run succeeds(String stream) {
    Run run = rig.run(stream);
    assertThat(run.state()).as("%s: %s", stream, run.failure()).isEqualTo(RunState.SUCCEEDED);
    return run;
  }

  private static Map<String, Long> counts(String stream) {
    return XeroRig.step(succeeds(stream), stream).counts();
  }

  @Test
  void everyRecordOfBothOrganisationsIsThereAndNoCallWasOutsideTheContract() throws Exception {
    assertThat(
            rig.query(
                "select tenant_name || ' ' || count(*) from xero.invoices where invoicenumber like 'INV-%' group by tenant_name order by 1"))
        .containsExactly("Sandbox Retail 7", "Sandbox Trading 230");
    for (String table : XeroRig.TABLES) {
      assertThat(rig.query("select 'x' from " + table)).as(table).isNotEmpty();
    }
    assertThat(
            rig.query("select count(*) from xero.journals where tenant_name = 'Sandbox Trading'"))
        .containsExactly("207");
    assertThat(rig.query("select count(*) from xero.budgets_lines")).containsExactly("96");
    assertThat(rig.problems).isEmpty();
  }

  @Test
  void thePageOfAListThatHasOnlyOneIsThere() throws Exception {
    assertThat(
            rig.query(
                "select invoicenumber from xero.invoices where invoicenumber like 'INV-%' and tenant_id = '"
                    + retail
                    + "' order by 1"))
        .containsExactly(
            "INV-0001", "INV-0002", "INV-0003", "INV-0004", "INV-0005", "INV-0006", "INV-0007");
  }

  @Test
  void datesAndNumbersAreTyped() throws Exception {
    assertThat(
            rig.query(
                "select concat_ws(' ', date, datestring at time zone 'UTC', updateddateutc at time zone 'UTC', cast(total as numeric(9, 2)), fullypaidondate)"
                    + " from xero.invoices where invoicenumber = 'INV-0001' and tenant_id = '"
                    + retail
                    + "'"))
        .containsExactly("2025-01-02 2025-01-02 00:00:00 2025-01-02 10:00:01.123 55.20");
    assertThat(
            rig.query(
                "select string_agg(data_type, ' ' order by column_name) from information_schema.columns"
                    + " where table_schema = 'xero' and table_name = 'invoices' and column_name in"
                    + " ('amountdue', 'date', 'lineitemids', 'reference', 'updateddateutc')"))
        .containsExactly("numeric date jsonb text timestamp with time zone");
  }

  @Test
  void theSecondRunWritesNoRow() throws Exception {
    Map<String, List<String>> before = rig.versions();

    XeroRig.STREAMS.forEach(XeroStreamsTest::succeeds);

    assertThat(rig.versions()).isEqualTo(before);
  }

  @Test
  void exactlyWhatChangedIsWritten() throws Exception {
    succeeds("xero.invoices");
    succeeds("xero.contacts");
    succeeds("xero.payments");
    String voided = idOf("xero.invoices", "invoiceid", "INV-0011");
    String changed = idOf("xero.invoices", "invoiceid", "INV-0012");
    rig.xero.voidInvoice(trading, voided);
    rig.xero.change(trading, Kind.INVOICES, changed, Map.of("Reference", "Changed by a person"));
    rig.xero.add(
        retail,
        Kind.INVOICES,
        Map.of(
            "Type",
            "ACCREC",
            "Status",
            "DRAFT",
            "InvoiceNumber",
            "NEW-1",
            "Total",
            5,
            "Date",
            LocalDate.of(2026, 1, 1),
            "LineItems",
            List.of(
                Map.of("LineItemID", "0b7c5b1a-3c9d-4a60-9f0e-6a4b5a2f3c01", "LineAmount", 5))));
    String archived =
        rig.query(
                "select contactid from xero.contacts where tenant_id = '"
                    + trading
                    + "' order by 1 limit 1")
            .get(0);
    rig.xero.archiveContact(trading, archived);
    String deleted =
        rig.query(
                "select paymentid from xero.payments where tenant_id = '"
                    + trading
                    + "' order by 1 limit 1")
            .get(0);
    rig.xero.deletePayment(trading, deleted);

    assertThat(counts("xero.invoices")).containsEntry("new", 2L).containsEntry("changed", 2L);
    assertThat(counts("xero.contacts")).containsEntry("changed", 1L).containsEntry("new", 0L);
    assertThat(counts("xero.payments")).containsEntry("changed", 1L).containsEntry("new", 0L);
    assertThat(
            rig.query(
                "select status || ' ' || amountdue from xero.invoices where invoiceid = '"
                    + voided
                    + "'"))
        .containsExactly("VOIDED 0");
    assertThat(
            rig.query(
                "select contactstatus from xero.contacts where contactid = '" + archived + "'"))
        .containsExactly("ARCHIVED");
    assertThat(rig.query("select status from xero.payments where paymentid = '" + deleted + "'"))
        .containsExactly("DELETED");
    assertThat(
            rig.query(
                "select i.invoicenumber from xero.invoices_lines l join xero.invoices i on i.invoiceid = l.parent_id where l.lineamount = 5"))
        .containsExactly("NEW-1");
  }

  private static String idOf(String table, String id, String number) throws Exception {
    return rig.query(
            "select "
                + id
                + " from "
                + table
                + " where invoicenumber = '"
                + number
                + "' and tenant_id = '"
                + trading
                + "'")
        .get(0);
  }

  @Test
  void aFullRefreshMakesBothTablesOfAStreamAnewForEveryOrganisation() throws Exception {
    succeeds("xero.invoices");
    List<String> invoices = rig.query("select invoiceid from xero.invoices order by 1");
    List<String> lines = rig.query("select lineitemid from xero.invoices_lines order by 1");
    rig.query("insert into xero.invoices (invoiceid) values ('stray') returning invoiceid");
    rig.query("insert into xero.invoices_lines (lineitemid) values ('stray') returning lineitemid");

    Run run = rig.refresh("xero.invoices");

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.query("select invoiceid from xero.invoices order by 1")).isEqualTo(invoices);
    assertThat(rig.query("select lineitemid from xero.invoices_lines order by 1")).isEqualTo(lines);
    List<String> versions = rig.versions("xero.invoices");
    succeeds("xero.invoices");
    assertThat(rig.versions("xero.invoices")).isEqualTo(versions);
  }

  @Test
  void anOrganisationThatIsConnectedLaterIsReadFromItsBeginning() throws Exception {
    String newcomer = rig.xero.connect("Newcomer");
    succeeds("xero.accounts");
    rig.xero.add(newcomer, Kind.ACCOUNTS, Map.of("Code", "1", "Name", "First", "Type", "BANK"));
    succeeds("xero.accounts");
    assertThat(rig.query("select name from xero.accounts where tenant_id = '" + newcomer + "'"))
        .containsExactly("First");

    rig.xero.disconnect(newcomer);
    succeeds("xero.accounts");

    assertThat(
            rig.query(
                "select jsonb_object_keys(value -> 'parts') from caravan.bookmarks where stream = 'xero.accounts'"))
        .contains(trading, retail, newcomer);
  }

  @Test
  void aTokenThatExpiresAndALostAnswerToItsRenewalCostNothing() throws Exception {
    Map<String, List<String>> before = rig.versions();
    rig.restart();
    rig.xero.expireAccessTokens();
    rig.xero.loseNextTokenAnswer(1);
    int asked = rig.xero.tokenCalls();

    succeeds("xero.accounts");

    assertThat(rig.xero.tokenCalls() - asked).isEqualTo(2);
    assertThat(rig.versions()).isEqualTo(before);
  }

  @Test
  void passingTroubleIsWaitedOut() {
    rig.xero.maintenance(2);
    succeeds("xero.accounts");
    rig.xero.tooManyAtOnce(1);
    succeeds("xero.accounts");
  }

  @Test
  void aWebPageAndATruncatedPageFailWithoutLoss() throws Exception {
    List<String> before = rig.versions("xero.accounts");
    rig.xero.failNextList(200, "{\"Accounts\": [{\"AccountID\": ", "application/json", 20);
    Run truncated = rig.run("xero.accounts");
    rig.xero.clearFaults();

    assertThat(truncated.state()).isEqualTo(RunState.FAILED);
    assertThat(truncated.failure().code()).isEqualTo(ErrorCode.E206);
    succeeds("xero.accounts");
    assertThat(rig.versions("xero.accounts")).isEqualTo(before);
  }

  @Test
  void aRefusedOrganisationEndsTheStreamAndNamesTheRight() {
    rig.xero.failNextList(
        403,
        "{\"title\":\"Forbidden\",\"status\":403,\"detail\":\"AuthenticationUnsuccessful\"}",
        "application/json",
        1);

    Run run = rig.run("xero.contacts");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E204);
    assertThat(run.failure().code().exitCode()).isEqualTo(ExitCode.NO_PERMISSION);
    assertThat(run.failure().why()).contains("AuthenticationUnsuccessful");
  }

  @Test
  void aFullDayIsHandedBackInsteadOfSlept() {
    rig.xero.setDayLimit(0);

    Run run = rig.run("xero.accounts");
    rig.xero.setDayLimit(1_000_000);
    rig.xero.advanceClock(Duration.ZERO);

    assertThat(run.state()).isNotEqualTo(RunState.SUCCEEDED);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E205);
    rig.restart();
    succeeds("xero.accounts");
  }
}
