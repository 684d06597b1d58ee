package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.EnderTuringContract;
import io.caravan.contracts.VendorContract;
import io.caravan.sandbox.http.Exchange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox answers what Ender Turing's contract allows, and only that. */
class EnderTuringContractTest {

  private static final String API = "/enderturing/api/v1/";

  private final EnderTuringContract contract = VendorContract.required(EnderTuringContract.load());
  private final List<Exchange> traffic = new CopyOnWriteArrayList<>();
  private Sandbox sandbox;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    sandbox.onExchange(traffic::add);
    caller = new Caller(sandbox.address());
    caller.use(EnderTuringSandbox.TOKEN);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void everyListIsAsInTheContract() {
    for (String list :
        List.of("agent-groups", "categories", "labels", "scorecards", "users/me", "sessions")) {
      caller.get(API + list);
    }
    for (String list : List.of("agents", "tags", "users")) {
      caller.get(API + list + "?skip=2&limit=3");
    }

    assertThat(traffic).hasSize(9).flatExtracting(contract::problems).isEmpty();
  }

  @Test
  void everythingOfEverySessionIsAsInTheContract() {
    for (Map<String, Object> session : sandbox.enderTuring().records("sessions").subList(0, 30)) {
      String own = API + "sessions/" + session.get("id");
      caller.get(own);
      List.of("scores", "summary", "comments", "transcripts")
          .forEach(kind -> caller.get(own + "/" + kind));
    }

    assertThat(traffic).hasSize(150).flatExtracting(contract::problems).isEmpty();
  }

  @Test
  void filtersArePartsThatAllHoldWithBothEndsOfTheDates() {
    String day = sandbox.enderTuring().records("sessions").get(0).get("start_dt").toString();
    String date = "date_range," + day.substring(0, 10) + "," + day.substring(0, 10);

    assertThat(found(date + "||00:00,12:00")).isEqualTo(4);
    assertThat(found(date + "||12:00,23:59")).isEqualTo(6);
    assertThat(found("is_scored,manual")).isEqualTo(found("reviewers,true±is_scored,manual"));
    assertThat(found("categories,1,2|or")).isPositive();
    caller.get(API + "sessions?filters=" + Caller.encoded("no_such,filter"));
    assertThat(traffic.get(traffic.size() - 1).reply().status()).isEqualTo(422);
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }

  private int found(String filters) {
    String query = "?limit=1000&filters=" + Caller.encoded(filters);
    int total = caller.get(API + "sessions" + query).json().path("items").size();
    assertThat(
            caller
                .get(API + "sessions/filter/number_of_sessions?filters=" + Caller.encoded(filters))
                .json()
                .path(0)
                .asInt())
        .isEqualTo(total);
    return total;
  }

  @Test
  void loginsAndRefusalsAreAsInTheContract() {
    Map<String, String> right =
        Map.of("username", EnderTuringSandbox.USER, "password", EnderTuringSandbox.PASSWORD);
    String token =
        caller.form(API + "login/access-token", right, "a:b").json().path("access_token").asText();
    caller.form(API + "login/access-token", Map.of("username", "a", "password", "b"), "a:b");
    caller.use(token);
    caller.get(API + "users/me");
    sandbox.enderTuring().expireAccessTokens();
    caller.get(API + "users/me");
    caller.use(EnderTuringSandbox.TOKEN);
    caller.get(API + "sessions/00000000-0000-0000-0000-000000000000");
    sandbox.enderTuring().setMostHits(20);
    caller.get(API + "sessions?skip=15&limit=10");

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(200, 400, 200, 401, 404, 400);
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }

  @Test
  void theContractNoticesWhatIsWrong() {
    sandbox.enderTuring().failNext("agents", 200, "[{\"id\":\"five\"}]", 1);
    caller.get(API + "agents?skip=-1");

    assertThat(contract.problems(traffic.get(0)))
        .anyMatch(problem -> problem.startsWith("GET") && problem.contains("skip"))
        .anyMatch(problem -> problem.startsWith("200 to GET") && problem.contains("id"));
  }
}
