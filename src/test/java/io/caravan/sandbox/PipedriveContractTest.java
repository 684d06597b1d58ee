package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.PipedriveContract;
import io.caravan.contracts.VendorContract;
import io.caravan.sandbox.http.Exchange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox answers what Pipedrive's contract allows, and only that. */
class PipedriveContractTest {

  private final PipedriveContract contract = VendorContract.required(PipedriveContract.load());
  private final List<Exchange> traffic = new CopyOnWriteArrayList<>();
  private Sandbox sandbox;
  private PipedriveSandbox pipedrive;
  private Caller caller;
  private String code;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    sandbox.onExchange(traffic::add);
    pipedrive = sandbox.pipedrive();
    caller = new Caller(sandbox);
    code = pipedrive.addDealField("Order number", "varchar");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void dealsAreAsInTheContract() {
    caller.post(
        "/api/v2/deals",
        "{\"title\":\"A\",\"value\":1.5,\"status\":\"lost\",\"lost_reason\":\"dear\"}");
    caller.post(
        "/api/v2/deals",
        "{\"title\":\"B\",\"currency\":\"USD\",\"person_id\":null,\"label_ids\":[1],"
            + "\"expected_close_date\":\"2026-12-01\",\"custom_fields\":{\""
            + code
            + "\":\"7\"}}");
    caller.get("/api/v2/deals/2?custom_fields=" + code);
    caller.patch(
        "/api/v2/deals/2", "{\"status\":\"won\",\"custom_fields\":{\"" + code + "\":null}}");
    caller.get(
        "/api/v2/deals?limit=1&sort_by=update_time&sort_direction=desc&status=won,lost,open");
    caller.get("/api/v2/deals?ids=1,2&updated_since=2026-01-01T00:00:00Z&owner_id=1");
    caller.delete("/api/v2/deals/1");
    caller.get("/api/v2/deals?status=deleted");

    assertEverythingFits(8);
  }

  @Test
  void fieldsAreAsInTheContract() {
    caller.post("/api/v2/dealFields", "{\"field_name\":\"Weight\",\"field_type\":\"double\"}");
    caller.post(
        "/api/v2/dealFields",
        "{\"field_name\":\"Size\",\"field_type\":\"enum\",\"options\":[{\"label\":\"S\"},{\"label\":\"L\"}]}");
    caller.get("/api/v2/dealFields?limit=5");
    caller.get("/api/v2/dealFields");

    assertEverythingFits(4);
  }

  @Test
  void searchesAreAsInTheContract() {
    pipedrive.createDeal(Map.of("title", "A", "custom_fields", Map.of(code, "Jaffle-1")));
    pipedrive.createDeal(Map.of("title", "B", "custom_fields", Map.of(code, "Jaffle-2")));
    caller.get(
        "/api/v2/itemSearch?term=Jaffle-1&item_types=deal&fields=custom_fields&exact_match=true");
    caller.get("/api/v2/itemSearch?term=jaffle&limit=1");
    caller.get("/api/v2/itemSearch?term=nothing");

    assertEverythingFits(3);
  }

  @Test
  void personsActivitiesAndNotesAreAsInTheContract() {
    caller.post(
        "/api/v2/personFields", "{\"field_name\":\"GitHub username\",\"field_type\":\"varchar\"}");
    caller.get("/api/v2/personFields?limit=1");
    caller.post("/api/v2/persons", "{\"name\":\"Mona\"}");
    caller.get("/api/v2/persons?updated_since=2026-01-01T00:00:00Z&limit=1");
    caller.get("/api/v2/persons/1");
    caller.patch("/api/v2/persons/1", "{\"name\":\"Lisa\"}");
    caller.get("/api/v2/persons/search?term=lisa&fields=name");
    caller.post(
        "/api/v2/activities",
        "{\"subject\":\"A\",\"note\":\"n\",\"participants\":[{\"person_id\":1,\"primary\":true}]}");
    caller.patch("/api/v2/activities/1", "{\"note\":\"other\"}");
    caller.get("/api/v2/activities?person_id=1&limit=5");
    caller.get("/api/v2/activities/1");
    caller.post("/api/v1/notes", "{\"content\":\"n\",\"person_id\":1}");
    caller.json("PUT", "/api/v1/notes/1", "{\"content\":\"m\"}");
    caller.get("/api/v1/notes?person_id=1&start=0&limit=5");
    caller.get("/api/v1/notes/1");
    caller.delete("/api/v1/notes/1");
    caller.delete("/api/v2/activities/1");
    caller.delete("/api/v2/persons/1");

    assertEverythingFits(18);
  }

  @Test
  void theUserIsAsInTheContract() {
    caller.get("/api/v1/users/me");

    assertEverythingFits(1);
  }

  @Test
  void loginsAreAsInTheContract() {
    String back = "http://127.0.0.1:9/";
    String location =
        caller
            .getWith(
                "/oauth/authorize?client_id=sandbox-client&redirect_uri=" + Caller.encoded(back))
            .header("location");
    Map<String, String> redemption =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            location.replaceFirst(".*code=", ""),
            "redirect_uri",
            back);
    String refresh = caller.form("/oauth/token", redemption).json().path("refresh_token").asText();
    caller.form("/oauth/token", redemption);
    caller.form("/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", refresh));
    caller.form("/oauth/token", redemption, "somebody:else");
    caller.form("/oauth/revoke", Map.of("token", refresh));

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(302, 200, 400, 200, 401, 200);
    assertEverythingFits(6);
  }

  @Test
  void refusalsAreAsInTheContract() {
    caller.post("/api/v2/deals", "{\"title\":\"A\",\"value\":\"1\"}");
    caller.post("/api/v2/deals", "no JSON");
    caller.get("/api/v2/deals?limit=501");
    caller.get("/api/v2/deals/99");
    caller.getWith("/api/v2/deals");
    pipedrive.setBurstLimit(0);
    caller.get("/api/v2/deals");
    pipedrive.setDailyBudget(0);
    caller.get("/api/v1/users/me");

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(422, 400, 400, 404, 401, 429, 429);
    assertThat(traffic).flatExtracting(contract::problemsOfAnswer).isEmpty();
  }

  @Test
  void theContractNoticesWhatIsWrong() {
    caller.post("/api/v2/deals", "{\"title\":5}");
    pipedrive.failNext(
        200, "{\"success\":\"yes\",\"data\":[{\"id\":\"1\"}]}", "application/json", Map.of(), 1);
    caller.get("/api/v2/deals?limit=501");

    assertThat(contract.problems(traffic.get(0))).hasSize(1).first().asString().contains("title");
    assertThat(contract.problems(traffic.get(1)))
        .anyMatch(problem -> problem.startsWith("GET") && problem.contains("limit"))
        .anyMatch(problem -> problem.startsWith("200 to GET") && problem.contains("data/0/id"));
  }

  @Test
  void theContractHearsWhateverCallsTheSandbox() {
    List<String> problems = contract.hear(sandbox);

    caller.get("/api/v2/deals");
    assertThat(problems).isEmpty();
    caller.get("/api/v2/deals?limit=0");
    assertThat(problems).hasSize(1);
  }

  private void assertEverythingFits(int exchanges) {
    assertThat(traffic).hasSize(exchanges);
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }
}
