package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.VendorContract;
import io.caravan.contracts.WrikeContract;
import io.caravan.sandbox.http.Exchange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox answers what Wrike's contract allows, and only that. */
class WrikeContractTest {

  private final WrikeContract contract = VendorContract.required(WrikeContract.load());
  private final List<Exchange> traffic = new CopyOnWriteArrayList<>();
  private Sandbox sandbox;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    sandbox.onExchange(traffic::add);
    caller = new Caller(sandbox.address());
    caller.use(WrikeSandbox.PERMANENT_TOKEN);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static String encoded(String json) {
    return Caller.encoded(json);
  }

  @Test
  void everyListIsAsInTheContract() {
    String start = encoded("{\"start\":\"2026-01-01T00:00:00Z\"}");
    caller.get(
        "/api/v4/tasks?pageSize=1000&sortField=UpdatedDate&sortOrder=Asc&subTasks=true&descendants=true&updatedDate="
            + start
            + "&fields="
            + encoded("[\"customFields\",\"parentIds\",\"superTaskIds\"]"));
    caller.get("/api/v4/folders");
    caller.get("/api/v4/folders?updatedDate=" + start);
    caller.get("/api/v4/folders?deleted=true");
    caller.get("/api/v4/contacts");
    caller.get("/api/v4/timelogs?updatedDate=" + start);
    caller.get("/api/v4/workflows");
    caller.get("/api/v4/customfields");
    caller.get("/api/v4/spaces");
    caller.get("/api/v4/timelog_categories");
    caller.get("/api/v4/audit_log?pageSize=500&eventDate=" + start);
    caller.get("/api/v4/tasks/IEAAACTSKQ0001,IEAAACTSKQ0002");

    assertEverythingFits(12);
  }

  @Test
  void loginsAreAsInTheContract() {
    String back = "http://127.0.0.1:9/";
    String location =
        caller
            .getWith(
                "/oauth2/authorize/v4?response_type=code&client_id="
                    + WrikeSandbox.CLIENT_ID
                    + "&redirect_uri="
                    + encoded(back))
            .header("location");
    Map<String, String> redemption =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            location.replaceFirst(".*code=", ""),
            "redirect_uri",
            back);
    String client = WrikeSandbox.CLIENT_ID + ":" + WrikeSandbox.CLIENT_SECRET;
    String refresh =
        caller.form("/oauth2/token", redemption, client).json().path("refresh_token").asText();
    caller.form("/oauth2/token", redemption, client);
    caller.form(
        "/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", refresh), client);
    caller.form("/oauth2/token", redemption, "somebody:else");

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(302, 200, 400, 200, 401);
    assertEverythingFits(5);
  }

  @Test
  void refusalsAreAsInTheContract() {
    caller.get("/api/v4/tasks?limitt=5");
    caller.get("/api/v4/tasks?updatedDate=2026-01-01");
    caller.get("/api/v4/tasks/nobody");
    caller.getWith("/api/v4/tasks");
    sandbox.wrike().setEnterprise(false);
    caller.get("/api/v4/audit_log");
    sandbox.wrike().setCallsPerMinute(0);
    caller.get("/api/v4/contacts");

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(400, 400, 404, 401, 403, 429);
    assertThat(traffic).flatExtracting(contract::problemsOfAnswer).isEmpty();
  }

  @Test
  void theContractNoticesWhatIsWrong() {
    sandbox.wrike().failNext("tasks", 200, "{\"data\":[{\"id\":5}]}", "application/json", 1);
    caller.get("/api/v4/tasks?updatedDate=yesterday");

    assertThat(contract.problems(traffic.get(0)))
        .anyMatch(problem -> problem.startsWith("GET") && problem.contains("updatedDate"))
        .anyMatch(problem -> problem.startsWith("200 to GET") && problem.contains("kind"));
  }

  private void assertEverythingFits(int exchanges) {
    assertThat(traffic).hasSize(exchanges);
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }
}
