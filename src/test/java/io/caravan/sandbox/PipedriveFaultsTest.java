package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipedriveFaultsTest extends WithPipedrive {

  private static final String DEAL = "{\"title\":\"A\"}";

  @Test
  void cutsTheConnectionOnceAndOnlyOfTheCallsThatWereMeant() {
    pipedrive.loseReplyOfNext("POST", "/api/v2/deals", 2);

    assertThat(caller.get("/api/v2/deals").status()).isEqualTo(200);
    assertThat(catchThrowable(() -> caller.post("/api/v2/deals", DEAL))).isNotNull();
    assertThat(pipedrive.faultsWaiting()).isEqualTo(1);
    assertThat(catchThrowable(() -> caller.post("/api/v2/deals", DEAL))).isNotNull();
    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(200);

    assertThat(pipedrive.created()).isEqualTo(3);
  }

  @Test
  void failsWithoutDoingAnything() {
    pipedrive.failNext(500, "{\"success\":false}", "application/json", Map.of(), 1);

    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(500);

    assertThat(pipedrive.deals()).isEmpty();
    assertThat(pipedrive.ledger()).isEmpty();
    assertThat(pipedrive.writeCalls()).isEqualTo(1);
    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(200);
  }

  @Test
  void failsInAnyFormThatIsAskedFor() {
    pipedrive.failNext(403, "<html>banned</html>", "text/html", Map.of("cf-ray", "1"), 1);

    Caller.Answer answer = caller.get("/api/v2/deals");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).isEqualTo("<html>banned</html>");
    assertThat(answer.header("content-type")).isEqualTo("text/html");
    assertThat(answer.header("cf-ray")).isEqualTo("1");
  }

  @Test
  void leavesLoginsAloneUnlessTheyAreMeant() {
    Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", "unknown");
    pipedrive.failNext(500, "", "text/plain", Map.of(), 1);

    assertThat(caller.form("/oauth/token", form).status()).isEqualTo(400);
    pipedrive.failNext("POST", "/oauth/", 503, "", "text/plain", Map.of(), 1);
    assertThat(caller.form("/oauth/token", form).status()).isEqualTo(503);
  }

  @Test
  void failsAlthoughItCreated() {
    pipedrive.failAfterMutation("POST", "/api/v2/deals", 1);

    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(500);

    assertThat(pipedrive.deals()).hasSize(1);
    assertThat(pipedrive.ledger()).hasSize(1);
  }

  @Test
  void strikesNoCallThatIsRefusedAnyway() {
    pipedrive.loseReplyOfNext("POST", "/api/v2/deals", 1);

    assertThat(caller.post("/api/v2/deals", "{}").status()).isEqualTo(422);
    assertThat(catchThrowable(() -> caller.post("/api/v2/deals", DEAL))).isNotNull();

    assertThat(pipedrive.created()).isEqualTo(1);
  }

  @Test
  void strikesInTheOrderItWasAskedFor() {
    pipedrive.failAfterMutation("POST", "/api/v2/deals", 1);
    pipedrive.failNext(402, "{}", "application/json", Map.of(), 1);

    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(500);
    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(402);
    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(200);
  }

  @Test
  void answersLateAlthoughTheWorkIsDone() {
    Duration delay = Duration.ofMillis(300);
    pipedrive.delayNext("POST", "/api/v2/deals", delay, 1);

    long start = System.nanoTime();
    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void forgetsFaultsThatHaveNotStruck() {
    pipedrive.loseReplyOfNext("POST", "/api/v2/deals", 5);

    pipedrive.clearFaults();

    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(200);
  }

  @Test
  void tellsWithEachAnswerHowMuchIsLeft() {
    Caller.Answer answer = caller.get("/api/v2/deals");

    assertThat(answer.header("x-ratelimit-limit")).isEqualTo("480");
    assertThat(answer.header("x-ratelimit-remaining")).isEqualTo("479");
    assertThat(answer.header("x-ratelimit-reset")).isEqualTo("2");
    assertThat(answer.header("x-daily-ratelimit-token-remaining")).isEqualTo("209990");
    assertThat(caller.get("/api/v2/deals/99").header("x-ratelimit-remaining")).isEqualTo("478");
  }

  @Test
  void answers429OnceTheBurstIsSpentAndLetsInAgainAfterTwoSeconds() {
    pipedrive.setBurstLimit(3);
    IntStream.range(0, 3).forEach(n -> caller.get("/api/v2/deals/1"));

    Caller.Answer answer = caller.post("/api/v2/deals", DEAL);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.json().path("errorCode").asInt()).isEqualTo(429);
    assertThat(answer.json().path("success").booleanValue()).isFalse();
    assertThat(answer.header("x-ratelimit-remaining")).isEqualTo("0");
    assertThat(Integer.parseInt(answer.header("x-ratelimit-reset"))).isBetween(1, 2);
    assertThat(pipedrive.deals()).isEmpty();
    pipedrive.advanceClock(Duration.ofSeconds(2));
    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(200);
  }

  @Test
  void allowsFewerSearchesThanOtherCalls() {
    String search = "/api/v2/itemSearch?term=abc";
    List<Integer> statuses =
        IntStream.range(0, 11).mapToObj(n -> caller.get(search).status()).toList();

    assertThat(statuses.subList(0, 10)).isEqualTo(Collections.nCopies(10, 200));
    assertThat(statuses.get(10)).isEqualTo(429);
    assertThat(caller.get("/api/v2/deals").status()).isEqualTo(200);
  }

  @Test
  void answers429UntilMidnightOnceTheDayIsSpent() {
    pipedrive.setDailyBudget(12);
    assertThat(caller.get("/api/v2/deals").status()).isEqualTo(200);

    Caller.Answer answer = caller.post("/api/v2/deals", DEAL);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("x-daily-ratelimit-token-remaining")).isEqualTo("2");
    long seconds = Long.parseLong(answer.header("x-ratelimit-reset"));
    assertThat(seconds).isBetween(1L, 86_400L);
    pipedrive.advanceClock(Duration.ofSeconds(seconds));
    caller.use((String) pipedrive.login().get("access_token"));
    assertThat(caller.post("/api/v2/deals", DEAL).status()).isEqualTo(200);
  }

  @Test
  void knowsOnlyTheCallsOfTheCurrentVersions() {
    assertThat(caller.get("/api/v1/deals").status()).isEqualTo(404);
    assertThat(caller.json("PUT", "/api/v2/deals/1", DEAL).status()).isEqualTo(405);
  }

  @Test
  void numbersDealsWithoutGapOrTwinWhenManyCreateAtOnce() {
    pipedrive.setBurstLimit(100_000);

    IntStream.range(0, 400).parallel().forEach(n -> caller.post("/api/v2/deals", DEAL));

    assertThat(pipedrive.deals())
        .extracting(deal -> deal.get("id"))
        .doesNotHaveDuplicates()
        .hasSize(400);
    assertThat(pipedrive.ledger()).hasSize(400);
  }

  @Test
  void staysFastWithAHundredThousandDeals() {
    String code = pipedrive.addDealField("Order number", "varchar");
    IntStream.rangeClosed(1, 100_000)
        .forEach(
            n ->
                pipedrive.createDeal(
                    Map.of("title", "Deal", "custom_fields", Map.of(code, "J" + n))));
    pipedrive.setBurstLimit(100_000);
    pipedrive.setSearchLimit(100_000);
    pipedrive.setDailyBudget(10_000_000);

    long start = System.nanoTime();
    for (int n = 1; n <= 100; n++) {
      String found =
          caller
              .get("/api/v2/itemSearch?exact_match=true&fields=custom_fields&term=J" + n * 500)
              .text();
      assertThat(found).contains("\"id\":" + n * 500 + ",");
      assertThat(caller.patch("/api/v2/deals/" + n * 500, "{\"value\":1}").status()).isEqualTo(200);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }
}
