package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.HubSpotContract;
import io.caravan.contracts.VendorContract;
import io.caravan.sandbox.http.Exchange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox answers what HubSpot's contract allows, and only that. */
class HubSpotContractTest {

  private final HubSpotContract contract = VendorContract.required(HubSpotContract.load());
  private final List<Exchange> traffic = new CopyOnWriteArrayList<>();
  private Sandbox sandbox;
  private HubSpotSandbox hubspot;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    sandbox.onExchange(traffic::add);
    hubspot = sandbox.hubspot();
    caller = new Caller(sandbox);
    caller.use(HubSpotSandbox.TOKEN);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void listsAreAsInTheContract() {
    for (String type :
        List.of(
            "contacts",
            "companies",
            "deals",
            "tickets",
            "goal_targets",
            "calls",
            "emails",
            "meetings",
            "notes",
            "tasks")) {
      caller.get("/crm/v3/objects/" + type + "?limit=100&properties=hs_object_id,hubspot_owner_id");
      caller.get("/crm/v3/objects/" + type + "?limit=100&archived=true");
      caller.post(
          "/crm/v3/objects/" + type + "/search",
          "{\"limit\":200,\"sorts\":[\"hs_object_id\"],\"filterGroups\":[{\"filters\":[{\"propertyName\":"
              + "\"hs_object_id\",\"operator\":\"GT\",\"value\":\"0\"}]}]}");
      hubspot.setSearchLimit(1_000);
    }
    caller.get("/crm/v3/objects/deals?limit=5&associations=companies,contacts");

    assertEverythingFits(31);
  }

  @Test
  void theRestOfTheAccountIsAsInTheContract() {
    caller.get("/crm/v3/owners?limit=2");
    caller.get("/crm/v3/owners?archived=true");
    caller.get("/crm/v3/pipelines/deals");
    caller.get("/crm/v3/pipelines/tickets");
    caller.get("/crm/v3/properties/contacts");
    caller.get("/settings/v3/users/teams");
    caller.get("/marketing/v3/forms?limit=2");
    caller.get("/crm/v4/associations/deals/companies/labels");

    assertEverythingFits(8);
  }

  @Test
  void linksAreAsInTheContract() {
    long deal = hubspot.ids("deals").get(0);
    caller.post(
        "/crm/v4/associations/deals/companies/batch/read",
        "{\"inputs\":[{\"id\":\""
            + deal
            + "\"},{\"id\":\""
            + hubspot.ids("deals").get(7)
            + "\"}]}");
    caller.post(
        "/crm/v4/associations/deals/companies/batch/read",
        "{\"inputs\":[{\"id\":\"" + deal + "\"}]}");
    caller.get("/crm/v4/objects/deals/" + deal + "/associations/companies?limit=1");

    assertThat(traffic).extracting(exchange -> exchange.reply().status()).startsWith(207, 200);
    assertEverythingFits(3);
  }

  @Test
  void writesAreAsInTheContract() {
    String id =
        caller
            .post("/crm/v3/objects/contacts", "{\"properties\":{\"email\":\"new@example.com\"}}")
            .json()
            .path("id")
            .asText();
    caller.patch("/crm/v3/objects/contacts/" + id, "{\"properties\":{\"firstname\":\"Ann\"}}");
    caller.get("/crm/v3/objects/contacts/" + id + "?properties=firstname");
    caller.post(
        "/crm/v3/objects/contacts/batch/read",
        "{\"properties\":[\"email\"],\"propertiesWithHistory\":[],\"inputs\":[{\"id\":\""
            + id
            + "\"}]}");
    caller.delete("/crm/v3/objects/contacts/" + id);

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(201, 200, 200, 200, 204);
    assertEverythingFits(5);
  }

  @Test
  void loginsAreAsInTheContract() {
    String refresh = (String) hubspot.login().get("refresh_token");
    Map<String, String> form =
        Map.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            refresh,
            "client_id",
            HubSpotSandbox.CLIENT_ID,
            "client_secret",
            HubSpotSandbox.CLIENT_SECRET);
    caller.form("/oauth/2026-03/token", form);
    caller.form("/oauth/v1/token", form);
    hubspot.revokeGrant();
    caller.form("/oauth/2026-03/token", form);

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(200, 200, 400);
    assertEverythingFits(3);
  }

  @Test
  void refusalsAreAsInTheContract() {
    hubspot.withdrawScope("crm.objects.deals.read");
    caller.get("/crm/v3/objects/deals");
    caller.get("/crm/v3/objects/contacts?limit=101");
    caller.get("/crm/v3/objects/contacts/1");
    caller.getWith("/crm/v3/objects/contacts");
    caller.post(
        "/crm/v3/objects/contacts", "{\"properties\":{\"email\":\"person1@company1.example\"}}");
    hubspot.setBurstLimit(0);
    caller.get("/crm/v3/objects/contacts");
    hubspot.setSearchLimit(0);
    caller.post("/crm/v3/objects/contacts/search", "{}");
    hubspot.setDailyLimit(0);
    caller.get("/crm/v3/owners");

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(403, 400, 404, 401, 409, 429, 429, 429);
    assertThat(traffic).flatExtracting(contract::problemsOfAnswer).isEmpty();
  }

  @Test
  void theContractNoticesWhatIsWrong() {
    hubspot.failNext(
        "GET", "/crm/", 200, "{\"results\":[{\"id\":5}]}", "application/json", Map.of(), 1);
    caller.get("/crm/v3/objects/deals?limit=101");

    assertThat(contract.problems(traffic.get(0)))
        .anyMatch(problem -> problem.startsWith("GET") && problem.contains("limit"))
        .anyMatch(problem -> problem.startsWith("200 to GET") && problem.contains("results/0"));
  }

  private void assertEverythingFits(int exchanges) {
    assertThat(traffic).hasSize(exchanges);
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }
}
