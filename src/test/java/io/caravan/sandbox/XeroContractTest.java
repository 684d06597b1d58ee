package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.VendorContract;
import io.caravan.contracts.XeroContract;
import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.xero.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox answers what Xero's contract allows, and only that. */
class XeroContractTest {

  private final XeroContract contract = VendorContract.required(XeroContract.load());
  private final List<Exchange> traffic = new CopyOnWriteArrayList<>();
  private Sandbox sandbox;
  private XeroCaller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    sandbox.onExchange(traffic::add);
    caller = new XeroCaller(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invoices?page=1&pageSize=100&order=UpdatedDateUTC%20ASC",
        "Invoices",
        "Contacts?page=1&includeArchived=true",
        "Accounts",
        "Payments?page=1",
        "BankTransactions?page=1",
        "CreditNotes?page=1",
        "Journals?offset=0",
        "TrackingCategories?includeArchived=true",
        "Budgets"
      })
  void listsAreAsInTheContract(String list) {
    assertThat(caller.get(list).status()).isEqualTo(200);
    assertThat(caller.since(list, "2025-03-01T00:00:00Z").status()).isEqualTo(200);

    assertEverythingFits(2);
  }

  @Test
  void aBudgetWithItsLinesIsAsInTheContract() {
    String id = caller.get("Budgets").json().path("Budgets").get(0).path("BudgetID").asText();
    XeroCaller.Answer budget =
        caller.get("Budgets/" + id + "?DateFrom=2025-01-01&DateTo=2025-12-31");

    assertThat(budget.json().at("/Budgets/0/BudgetLines/0/BudgetBalances")).hasSize(12);
    assertEverythingFits(2);
  }

  @Test
  void connectionsAndLoginsAreAsInTheContract() {
    caller.connections();
    String refresh = sandbox.xero().refreshToken();
    caller.token(Map.of("grant_type", "refresh_token", "refresh_token", refresh));
    caller.token(Map.of("grant_type", "refresh_token", "refresh_token", "unknown"));

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(200, 200, 400);
    assertEverythingFits(3);
  }

  @Test
  void theContractNoticesWhatIsWrong() {
    sandbox
        .xero()
        .failNext(
            "/api.xro/2.0/Invoices",
            200,
            "{\"Invoices\":[{\"InvoiceID\":\"7\",\"Status\":\"LOST\",\"Total\":\"1\"}]}",
            "application/json",
            1);
    caller.since("Invoices?page=one", "2025-03-01T00:00:00");

    assertThat(contract.problems(traffic.get(0)))
        .anyMatch(problem -> problem.startsWith("GET") && problem.contains("integer"))
        .anyMatch(problem -> problem.startsWith("GET") && problem.contains("requested date format"))
        .anyMatch(problem -> problem.startsWith("200") && problem.contains("LOST"));
  }

  @Test
  void recordsOfAPersonAreAsInTheContract() {
    String tenant = caller.tenant();
    sandbox.xero().add(tenant, Kind.CONTACTS, Map.of("Name", "New", "ContactStatus", "ARCHIVED"));
    caller.get("Contacts?page=1&includeArchived=true");

    assertEverythingFits(1);
  }

  private void assertEverythingFits(int exchanges) {
    assertThat(traffic).hasSize(exchanges);
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }
}
