package io.caravan.http;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of an account: what its answers tell, what its settings say, and long waits. */
class RateLimitTest {

  @TempDir Path temp;

  private CallRig rig;

  @AfterEach
  void stop() {
    rig.close();
  }

  private void rig(String... settings) {
    Map<String, String> all = new HashMap<>(Map.of("acme.token", "token-of-a-person-1234"));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    rig = new CallRig(temp, all);
  }

  private void answers(ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      String state = i == 0 ? Scenario.STARTED : "answer " + i;
      String next = i == answers.length - 1 ? state : "answer " + (i + 1);
      rig.remote.stubFor(
          any(anyUrl())
              .inScenario("answers")
              .whenScenarioStateIs(state)
              .willReturn(answers[i])
              .willSetStateTo(next));
    }
  }

  private CaravanException failed(Exchange exchange) {
    return CaravanException.in(exchange.getException()).orElseThrow();
  }

  private void succeeds(String path) {
    assertThat(rig.get(path).getException()).isNull();
  }

  @Test
  void obeysTheHeadersThatTheSettingNames() {
    rig("acme.rate-headers", "X-MinLimit-Remaining/60s, X-DayLimit-Remaining/1d");
    answers(
        okJson("{}")
            .withHeader("X-MinLimit-Remaining", "0")
            .withHeader("X-DayLimit-Remaining", "9"),
        okJson("{}")
            .withHeader("X-MinLimit-Remaining", "59")
            .withHeader("X-DayLimit-Remaining", "8"));

    succeeds("/a");
    assertThat(rig.clock.advanced()).isZero();
    succeeds("/b");
    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(60));
    succeeds("/c");
    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aDayWithoutCallsLeftEndsTheRunAsWaiting() {
    rig("acme.rate-headers", "X-HubSpot-RateLimit-Daily-Remaining/1d");
    Instant now = rig.clock.instant();
    answers(okJson("{}").withHeader("X-HubSpot-RateLimit-Daily-Remaining", "0"));
    succeeds("/a");

    CaravanException failure = failed(rig.get("/b"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E205);
    assertThat(failure.again()).contains(now.plus(Duration.ofHours(1)));
    assertThat(rig.clock.advanced()).isZero();
  }

  @Test
  void aLongRetryAfterIsHandedBackWithTheTimeWhenItMayGoOn() {
    rig();
    Instant now = rig.clock.instant();
    answers(status(429).withHeader("Retry-After", "20000"), okJson("{}"));

    CaravanException failure = failed(rig.get("/a"));

    assertThat(failure.again()).contains(now.plusSeconds(20_000));
    // Whoever comes next does not even ask.
    assertThat(failed(rig.get("/b")).again()).contains(now.plusSeconds(20_000));
    assertThat(rig.remote.getAllServeEvents()).hasSize(1);
    rig.clock.advance(Duration.ofSeconds(20_000));
    succeeds("/c");
  }

  @Test
  void retryAfterMayBeAPointInTime() {
    rig();
    answers(
        status(429)
            .withHeader("Retry-After", "" + rig.clock.instant().plusSeconds(7).getEpochSecond()),
        okJson("{}"));

    succeeds("/a");

    assertThat(rig.clock.advanced()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7));
  }

  @Test
  void a403ThatSpeaksOfTheLimitIsWaitedFor() {
    rig();
    answers(
        status(403)
            .withHeader("x-ratelimit-remaining", "0")
            .withHeader("x-ratelimit-reset", "5")
            .withBody("{\"message\":\"API rate limit exceeded\"}"),
        okJson("{}"));

    succeeds("/a");

    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void a503IsTriedAgainWhenItSays() {
    rig();
    answers(status(503).withHeader("Retry-After", "30"), okJson("{}"));

    succeeds("/a");

    assertThat(rig.clock.advanced()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
  }

  @Test
  void keepsThePaceOfTheAccountAndOfABucket() {
    rig("acme.rate", "10/10s", "acme.search-rate", "2/1s");
    answers(okJson("{}"));

    for (int i = 0; i < 4; i++) {
      rig.call("path=/search&bucket=search", Map.of(), null);
    }
    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(1));
    for (int i = 0; i < 7; i++) {
      succeeds("/other");
    }

    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aPaceThatCannotBeReadIsNamed() {
    rig("acme.rate", "fast");

    CaravanException failure = failed(rig.get("/a"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E106);
    assertThat(failure.where()).isEqualTo("acme.rate = fast");
  }

  @Test
  void makesNoMoreCallsAtOnceThanAllowed() throws Exception {
    rig("acme.concurrency", "1");
    answers(okJson("{}").withFixedDelay(100));
    ExecutorService threads = Executors.newFixedThreadPool(3);
    long before = System.nanoTime();
    Future<Exchange> one = threads.submit(() -> rig.get("/a"));
    Future<Exchange> two = threads.submit(() -> rig.get("/b"));
    Future<Exchange> three = threads.submit(() -> rig.get("/c"));
    for (Future<Exchange> call : java.util.List.of(one, two, three)) {
      assertThat(call.get().getException()).isNull();
    }
    threads.shutdown();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void leavesAnAccountAloneThatHasStoppedAnswering() {
    rig("http.breaker-after", "5");
    answers(status(500), status(500), status(500), status(500), status(500), okJson("{}"));
    assertThat(failed(rig.get("/a")).why()).contains("500");
    assertThat(rig.remote.getAllServeEvents()).hasSize(5);

    CaravanException failure = failed(rig.get("/b"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E201);
    assertThat(failure.what()).contains("stopped answering");
    assertThat(rig.remote.getAllServeEvents()).hasSize(5);
    rig.clock.advance(Duration.ofMinutes(1));
    succeeds("/c");
    succeeds("/d");
  }

  @Test
  void aRefusalThatOnlyItsWordsTellMeansALongerPauseEachTime() {
    rig("acme.long-refusal", "secondary rate limit/1m");
    String words = "{\"message\":\"You have exceeded a secondary rate limit.\"}";
    answers(
        status(403).withBody(words).withHeader("x-ratelimit-remaining", "4000"),
        status(403).withBody(words).withHeader("x-ratelimit-remaining", "3999"),
        okJson("{}"));

    succeeds("/a");

    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofMinutes(1 + 2));
  }
}
