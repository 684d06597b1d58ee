package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.xero.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Xero's lists as a connector meets them: pages, changes, and what only shows when asked for. */
class XeroListsTest {

  private Sandbox sandbox;
  private XeroSandbox xero;
  private XeroCaller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    xero = sandbox.xero();
    caller = new XeroCaller(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static List<String> ids(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(record -> record.path(field).asText())
        .toList();
  }

  @Test
  void pagesTellHowManyThereAreAndTheLastIsShort() {
    JsonNode third = caller.get("Invoices?page=3").json();

    assertThat(third.path("Invoices")).hasSize(30);
    assertThat(third.path("pagination").toString())
        .isEqualTo("{\"page\":3,\"pageSize\":100,\"pageCount\":3,\"itemCount\":230}");
    assertThat(caller.get("Invoices?page=4").json().path("Invoices")).isEmpty();
    assertThat(caller.get("Invoices?page=0").status()).isEqualTo(400);
    assertThat(caller.get("Invoices?page=1&pageSize=1001").status()).isEqualTo(400);
  }

  @Test
  void theSecondOrganisationHasOnePageOnly() {
    JsonNode only = caller.as(xero.tenant("Sandbox Retail")).get("Invoices?page=1").json();

    assertThat(only.path("Invoices")).hasSize(7);
    assertThat(only.at("/pagination/pageCount").asInt()).isEqualTo(1);
  }

  @Test
  void linesComeOnlyWithPages() {
    assertThat(caller.get("Invoices").json().at("/Invoices/0/LineItems")).isEmpty();
    assertThat(caller.get("Invoices").json().path("Invoices")).hasSize(230);
    assertThat(caller.get("Invoices?page=1").json().at("/Invoices/0/LineItems")).isNotEmpty();
    assertThat(caller.get("Budgets").json().at("/Budgets/0/BudgetLines")).isEmpty();
  }

  @Test
  void datesAreMillisecondsAndHaveATwin() {
    JsonNode invoice = caller.get("Invoices?page=1").json().at("/Invoices/0");

    assertThat(invoice.path("Date").asText()).isEqualTo("/Date(1735776000000+0000)/");
    assertThat(invoice.path("DateString").asText()).isEqualTo("2025-01-02T00:00:00");
    assertThat(invoice.path("UpdatedDateUTC").asText()).isEqualTo("/Date(1735812001123+0000)/");
    assertThat(invoice.path("FullyPaidOnDate").asText()).isEqualTo("/Date(0+0000)/");
  }

  @Test
  void onlyWhatChangedSinceThenIsShown() {
    String tenant = caller.tenant();
    List<String> before = ids(caller.get("Invoices?page=1").json().path("Invoices"), "InvoiceID");
    assertThat(caller.since("Invoices?page=1", "2026-01-01T00:00:00Z").json().path("Invoices"))
        .isEmpty();

    xero.voidInvoice(tenant, before.get(1));
    String added =
        xero.add(tenant, Kind.INVOICES, Map.of("Type", "ACCREC", "Status", "DRAFT", "Total", 5));

    JsonNode changed =
        caller.since("Invoices?page=1&order=UpdatedDateUTC%20ASC", "2026-01-01T00:00:00").json();
    assertThat(ids(changed.path("Invoices"), "InvoiceID")).containsExactly(before.get(1), added);
    assertThat(changed.at("/Invoices/0/Status").asText()).isEqualTo("VOIDED");
    assertThat(caller.since("Invoices?page=1", "yesterday").status()).isEqualTo(400);
  }

  @Test
  void archivedContactsShowOnlyToThoseWhoAskForThem() {
    String id = caller.get("Contacts?page=1").json().at("/Contacts/0/ContactID").asText();

    xero.archiveContact(caller.tenant(), id);

    assertThat(ids(caller.get("Contacts?page=1").json().path("Contacts"), "ContactID"))
        .hasSize(11)
        .doesNotContain(id);
    assertThat(
            ids(
                caller.get("Contacts?page=1&includeArchived=true").json().path("Contacts"),
                "ContactID"))
        .hasSize(12)
        .contains(id);
  }

  @Test
  void journalsGoOnAfterANumberAndEndWithAnEmptyList() {
    int calls = 0;
    int offset = 0;
    int journals = 0;
    for (JsonNode page = journals(offset); !page.isEmpty(); page = journals(offset)) {
      assertThat(page.get(0).path("JournalNumber").asInt()).isGreaterThan(offset);
      offset = page.get(page.size() - 1).path("JournalNumber").asInt();
      journals += page.size();
      calls++;
    }
    assertThat(calls).isEqualTo(3);
    assertThat(journals).isEqualTo(207);
    assertThat(offset).isEqualTo(229);
  }

  private JsonNode journals(int offset) {
    return caller.get("Journals?offset=" + offset).json().path("Journals");
  }

  @Test
  void aBudgetShowsTheMonthsThatAreAskedFor() {
    String id = caller.get("Budgets").json().at("/Budgets/0/BudgetID").asText();

    JsonNode months =
        caller
            .get("Budgets/" + id + "?DateFrom=2025-03-01&DateTo=2025-05-31")
            .json()
            .at("/Budgets/0/BudgetLines/1/BudgetBalances");

    assertThat(ids(months, "Period")).containsExactly("2025-03", "2025-04", "2025-05");
    assertThat(caller.get("Budgets/unknown").status()).isEqualTo(404);
  }

  @Test
  void theBooksAreAlwaysTheSame() {
    try (Sandbox other = Sandbox.start(0)) {
      for (Kind kind : Kind.values()) {
        assertThat(other.xero().records(caller.tenant(), kind))
            .isEqualTo(xero.records(caller.tenant(), kind));
      }
    }
  }

  @Test
  void withoutTheRightHeaderTheAnswerIsXml() {
    assertThat(caller.withoutAccept("Accounts").header("content-type")).startsWith("text/xml");
  }
}
