package io.caravan.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.ExitCode;
import io.caravan.run.Step;
import io.caravan.run.StepOfATest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one call sends, what it makes of each answer, and when it tries again. */
class HttpCallTest {

  @TempDir static java.nio.file.Path data;

  private CallRig rig;

  @BeforeEach
  void start() {
    rig = new CallRig(data);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void answers(ResponseDefinitionBuilder... answers) {
    String state = Scenario.STARTED;
    for (int i = 0; i < answers.length; i++) {
      String next = i == answers.length - 1 ? state : "after " + i;
      rig.remote.stubFor(
          any(anyUrl())
              .inScenario("answers")
              .whenScenarioStateIs(state)
              .willSetStateTo(next)
              .willReturn(answers[i]));
      state = next;
    }
  }

  private int calls() {
    return rig.remote.findAll(anyRequestedFor(anyUrl())).size();
  }

  private static ResponseDefinitionBuilder status(int status) {
    return aResponse().withStatus(status).withHeader("Content-Type", "application/json");
  }

  private static CaravanException failure(Exchange exchange) {
    assertThat(exchange.getException()).isNotNull();
    return CaravanException.in(exchange.getException()).orElseThrow();
  }

  @Test
  void readsMapsListsAndExactNumbers() {
    answers(okJson("{\"data\":[{\"id\":7,\"value\":12.10}]}"));

    Exchange done = rig.get("/deals");

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody())
        .isEqualTo(Map.of("data", List.of(Map.of("id", 7, "value", new BigDecimal("12.10")))));
    assertThat(done.getVariable("httpStatus")).isEqualTo(200);
    assertThat(done.getMessage().getHeaders()).isEmpty();
  }

  @Test
  void readsAListAtTheTop() {
    answers(okJson("[1,2]"));

    assertThat(rig.get("/tags").getMessage().getBody()).isEqualTo(List.of(1, 2));
  }

  @Test
  void sendsTheTokenAndNothingThatLayInTheExchange() {
    answers(okJson("{}"));

    Exchange done =
        rig.camel()
            .createProducerTemplate()
            .request(
                "kamelet:http-call-action?account=acme&path=/deals&auth=api-token",
                exchange -> {
                  exchange.getMessage().setHeader("Cookie", "session=1");
                  exchange.getMessage().setHeader("CamelHttpUri", "http://127.0.0.1:1/elsewhere");
                  exchange.getMessage().setHeader("CamelHttpPath", "/elsewhere");
                  exchange.getMessage().setHeader("CamelHttpMethod", "DELETE");
                });

    assertThat(done.getException()).isNull();
    rig.remote.verify(
        1,
        getRequestedFor(urlEqualTo("/deals"))
            .withHeader("x-api-token", equalTo("token-of-a-person-1234"))
            .withHeader("Accept", equalTo("application/json"))
            .withHeader("Authorization", absent())
            .withHeader("Cookie", absent()));
  }

  @Test
  void sendsABearerTokenUnlessToldOtherwise() {
    answers(okJson("{}"));

    rig.get("/deals");

    rig.remote.verify(
        getRequestedFor(urlEqualTo("/deals"))
            .withHeader("Authorization", equalTo("Bearer token-of-a-person-1234")));
  }

  @Test
  void encodesAQueryGivenAsAMap() {
    answers(okJson("{}"));
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("term", "Zoë & söhne + 100% ±");
    query.put("ids", List.of(1, 2));
    query.put("cursor", null);

    rig.call("path=/search", Map.of("query", query), null);

    rig.remote.verify(
        getRequestedFor(
            urlEqualTo(
                "/search?term=Zo%C3%AB%20%26%20s%C3%B6hne%20%2B%20100%25%20%C2%B1&ids=1&ids=2")));
  }

  @Test
  void takesPathAndQueryOfTheExchangeForOneCallOnly() {
    answers(okJson("{}"));

    Exchange done = rig.call("path=/deals", Map.of("path", "/deals/12", "query", "limit=5"), null);

    rig.remote.verify(getRequestedFor(urlEqualTo("/deals/12?limit=5")));
    assertThat(done.getVariable("path")).isEqualTo("");
    assertThat(done.getVariable("query")).isEqualTo("");
  }

  @Test
  void writesJsonInUtf8() {
    answers(okJson("{}"));

    rig.call("path=/deals&method=POST", Map.of(), Map.of("title", "Zoë ± 😀"));

    rig.remote.verify(
        postRequestedFor(urlEqualTo("/deals"))
            .withHeader("Content-Type", equalTo("application/json; charset=UTF-8"))
            .withRequestBody(equalToJson("{\"title\":\"Zoë ± 😀\"}")));
  }

  @Test
  void givesNullForAnAnswerThatIsRightlyEmpty() {
    answers(aResponse().withStatus(204));

    Exchange done = rig.call("path=/deals/1&method=DELETE", Map.of(), null);

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void triesAgainWhatMayPass(int status) {
    answers(status(status), okJson("{\"id\":1}"));

    assertThat(rig.get("/deals").getMessage().getBody()).isEqualTo(Map.of("id", 1));
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void sendsTheSameBodyAgain() {
    answers(status(500), okJson("{}"));

    rig.call("path=/deals/1&method=PATCH", Map.of("query", "a=b"), Map.of("value", 3));

    rig.remote.verify(
        2,
        patchRequestedFor(urlEqualTo("/deals/1?a=b"))
            .withRequestBody(equalToJson("{\"value\":3}")));
  }

  @Test
  void givesUpAfterTheRetriesAndSaysWhatItSaw() {
    answers(status(503).withBody("{\"error\":\"maintenance until noon\"}"));

    CaravanException failure = failure(rig.call("path=/deals&retries=2", Map.of(), null));

    assertThat(calls()).isEqualTo(3);
    assertThat(failure.code()).isEqualTo(ErrorCode.E201);
    assertThat(failure.where()).isEqualTo("acme: GET /deals");
    assertThat(failure.why()).contains("503").contains("maintenance until noon");
  }

  @Test
  void waitsLongerEachTime() {
    answers(status(500));

    rig.call("path=/deals&retries=4", Map.of(), null);

    // 0.5 + 1 + 2 + 4 seconds, each shortened by up to half.
    assertThat(rig.clock.advanced()).isBetween(Duration.ofMillis(3740), Duration.ofMillis(7500));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 409, 410, 415, 422})
  void neverTriesAgainWhatWillStayTheSame(int status) {
    answers(status(status).withBody("{\"success\":false,\"error\":\"title is required\"}"));

    Exchange done = rig.call("path=/deals&method=POST", Map.of(), Map.of());

    assertThat(calls()).isEqualTo(1);
    assertThat(failure(done).code()).isEqualTo(ErrorCode.E601);
    assertThat(failure(done).why()).isEqualTo("status " + status + ": title is required");
    assertThat(done.getException()).isNotInstanceOf(LostReplyException.class);
    assertThat(done.getVariable("httpStatus")).isEqualTo(status);
  }

  @Test
  void namesTheMissingRightOn403() {
    answers(status(403).withBody("{\"error\":\"Scope and URL mismatch\"}"));

    CaravanException failure = failure(rig.get("/deals"));

    assertThat(calls()).isEqualTo(1);
    assertThat(failure.code()).isEqualTo(ErrorCode.E204);
    assertThat(failure.why()).contains("Scope and URL mismatch");
  }

  @Test
  void takesA403WebPageForABan() {
    answers(
        aResponse()
            .withStatus(403)
            .withHeader("Content-Type", "text/html; charset=UTF-8")
            .withBody("<html><body>Sorry, you have been blocked</body></html>"));

    CaravanException failure = failure(rig.get("/deals"));

    assertThat(calls()).isEqualTo(1);
    assertThat(failure.code()).isEqualTo(ErrorCode.E205);
    assertThat(failure.fixes().get(0)).contains("prolongs the ban");
  }

  @Test
  void refusesAWebPageWithStatus200() {
    answers(
        aResponse()
            .withHeader("Content-Type", "application/json")
            .withBody("  <!DOCTYPE html><title>Please sign in</title>"));

    CaravanException failure = failure(rig.get("/deals"));

    assertThat(calls()).isEqualTo(1);
    assertThat(failure.code()).isEqualTo(ErrorCode.E206);
    assertThat(failure.why()).contains("Please sign in");
  }

  @Test
  void triesAgainAfterJsonThatEndsTooEarly() {
    answers(
        aResponse()
            .withHeader("Content-Type", "application/json")
            .withBody("{\"data\":[{\"id\":1},"),
        okJson("{\"data\":[]}"));

    assertThat(rig.get("/deals").getMessage().getBody()).isEqualTo(Map.of("data", List.of()));
  }

  @Test
  void triesAgainAfterAnEmptyAnswerThatShouldNotBeEmpty() {
    answers(aResponse().withStatus(200), okJson("{\"data\":[]}"));

    assertThat(rig.get("/deals").getMessage().getBody()).isEqualTo(Map.of("data", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "MALFORMED_RESPONSE_CHUNK"})
  void triesAgainAfterABrokenConnection(String fault) {
    answers(aResponse().withFault(Fault.valueOf(fault)), okJson("{\"id\":1}"));

    assertThat(rig.get("/deals").getMessage().getBody()).isEqualTo(Map.of("id", 1));
  }

  @Test
  void seesARefusalInsideASuccess() {
    answers(okJson("{\"success\":false,\"error\":\"Deal limit reached\",\"data\":null}"));

    CaravanException failure =
        failure(rig.call("path=/deals&method=POST", Map.of(), Map.of("title", "a")));

    assertThat(failure.code()).isEqualTo(ErrorCode.E601);
    assertThat(failure.why()).isEqualTo("status 200: Deal limit reached");
    assertThat(calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
  void doesNotRepeatACreateWhoseReplyWasLost(String fault) {
    answers(aResponse().withFault(Fault.valueOf(fault)));

    Exchange done = rig.call("path=/deals&method=POST", Map.of(), Map.of("title", "a"));

    assertThat(done.getException()).isInstanceOf(LostReplyException.class);
    assertThat(failure(done).code()).isEqualTo(ErrorCode.E201);
    assertThat(calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void doesNotRepeatACreateThatFailedOnTheOtherSide(int status) {
    answers(status(status));

    Exchange done = rig.call("path=/deals&method=POST", Map.of(), Map.of("title", "a"));

    assertThat(done.getException()).isInstanceOf(LostReplyException.class);
    assertThat(calls()).isEqualTo(1);
  }

  /** Tells a length of 500 bytes, sends some of them, and hangs up. */
  private static int cutsAnswersAfter(int bytes, AtomicInteger calls) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try (Socket socket = server.accept()) {
                  calls.incrementAndGet();
                  socket.getInputStream().read(new byte[4096]);
                  String answer =
                      "HTTP/1.1 200 OK\r\n"
                          + "Content-Type: application/json\r\n"
                          + "Content-Length: 500\r\n\r\n"
                          + "{"
                          + " ".repeat(498)
                          + "}";
                  int headers = answer.length() - 500;
                  socket.getOutputStream().write(answer.getBytes(), 0, headers + bytes);
                } catch (IOException e) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server.getLocalPort();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 250, 499})
  void seesThatAnAnswerWasCut(int bytes) throws IOException {
    AtomicInteger calls = new AtomicInteger();
    String base = "http://127.0.0.1:" + cutsAnswersAfter(bytes, calls);
    try (CallRig cut = new CallRig(data, Map.of("acme.token", "12345678", "acme.base-url", base))) {
      Exchange read = cut.call("path=/deals&retries=2", Map.of(), null);
      assertThat(failure(read).code().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(calls).hasValue(3);

      Exchange create = cut.call("path=/deals&method=POST", Map.of(), Map.of("title", "a"));
      assertThat(create.getException()).isInstanceOf(LostReplyException.class);
      assertThat(calls).hasValue(4);
    }
  }

  @Test
  void speaksTlsAndTrustsNoUnknownCertificate() {
    WireMockServer secure =
        new WireMockServer(WireMockConfiguration.options().dynamicHttpsPort().dynamicPort());
    secure.start();
    String base = "https://localhost:" + secure.httpsPort();
    try (CallRig tls = new CallRig(data, Map.of("acme.token", "12345678", "acme.base-url", base))) {
      Exchange done = tls.call("path=/deals&method=POST", Map.of(), Map.of("title", "a"));

      assertThat(failure(done).code()).isEqualTo(ErrorCode.E201);
      assertThat(failure(done).why()).contains("SSLHandshakeException").contains("certificat");
      assertThat(done.getException()).isNotInstanceOf(LostReplyException.class);
      assertThat(secure.findAll(anyRequestedFor(anyUrl()))).isEmpty();
    } finally {
      secure.stop();
    }
  }

  @Test
  void doesNotWaitForeverForAnAnswer() {
    try (CallRig impatient =
        new CallRig(
            data,
            Map.of("acme.token", "12345678", "camel.component.http.responseTimeout", "200"))) {
      impatient.remote.stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(1500)));

      Exchange read = impatient.call("path=/deals&retries=0", Map.of(), null);
      Exchange create = impatient.call("path=/deals&method=POST", Map.of(), Map.of("title", "a"));

      assertThat(failure(read).code()).isEqualTo(ErrorCode.E201);
      assertThat(failure(read).why()).contains("imeout");
      assertThat(create.getException()).isInstanceOf(LostReplyException.class);
    }
  }

  @Test
  void doesNotRepeatACreateThatWasAnsweredByAWebPage() {
    answers(aResponse().withStatus(200).withBody("<html>hello</html>"));

    Exchange done = rig.call("path=/deals&method=POST", Map.of(), Map.of("title", "a"));

    assertThat(done.getException()).isInstanceOf(LostReplyException.class);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void doesNotRepeatACreateWhoseAnswerBrokeOff() {
    answers(aResponse().withStatus(201).withBody("{\"data\":{\"id\""));

    Exchange done = rig.call("path=/deals&method=POST", Map.of(), Map.of("title", "a"));

    assertThat(done.getException()).isInstanceOf(LostReplyException.class);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void repeatsACreateThatIsSaidToBeIdempotent() {
    answers(status(500), okJson("{\"id\":1}"));

    Exchange done =
        rig.call("path=/search&method=POST&idempotent=true", Map.of(), Map.of("q", "a"));

    assertThat(done.getMessage().getBody()).isEqualTo(Map.of("id", 1));
  }

  @Test
  void repeatsACreateThatWasTurnedAwayByTheRateLimit() {
    answers(status(429).withHeader("Retry-After", "1"), okJson("{\"id\":1}"));

    Exchange done = rig.call("path=/deals&method=POST", Map.of(), Map.of("title", "a"));

    assertThat(done.getException()).isNull();
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void waitsAsLongAsRetryAfterSays() {
    answers(status(429).withHeader("Retry-After", "7"), okJson("{}"));

    assertThat(rig.get("/deals").getException()).isNull();
    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void waitsUntilTheDateOfRetryAfter() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            rig.clock.instant().plusSeconds(42).atZone(ZoneOffset.UTC));
    answers(status(429).withHeader("Retry-After", date), okJson("{}"));

    assertThat(rig.get("/deals").getException()).isNull();
    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(42));
  }

  @Test
  void waitsForAResetGivenInSecondsLeft() {
    answers(
        status(429).withHeader("x-ratelimit-remaining", "0").withHeader("x-ratelimit-reset", "2"),
        okJson("{}"));

    assertThat(rig.get("/deals").getException()).isNull();
    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void waitsForAResetGivenAsEpoch() {
    Instant reset = rig.clock.instant().plusSeconds(9);
    answers(status(429).withHeader("X-RateLimit-Reset", "" + reset.getEpochSecond()), okJson("{}"));

    assertThat(rig.get("/deals").getException()).isNull();
    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon", ""})
  void waitsALittleWhenTheAdviceMakesNoSense(String advice) {
    answers(status(429).withHeader("Retry-After", advice), okJson("{}"));

    assertThat(rig.get("/deals").getException()).isNull();
    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void doesNotWaitLongerThanTheSettingAllows() {
    answers(status(429).withHeader("Retry-After", "1000000000"));

    CaravanException failure = failure(rig.get("/deals"));

    assertThat(calls()).isEqualTo(1);
    assertThat(rig.clock.advanced()).isZero();
    assertThat(failure.code()).isEqualTo(ErrorCode.E205);
  }

  @Test
  void givesUpOnAnEndlessStormOf429() {
    answers(status(429));

    CaravanException failure = failure(rig.get("/deals"));

    assertThat(failure.code()).isEqualTo(ErrorCode.E205);
    assertThat(rig.clock.advanced()).isLessThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void stopsBeforeTheBudgetIsOverdrawn() {
    answers(
        okJson("{}").withHeader("x-ratelimit-remaining", "0").withHeader("x-ratelimit-reset", "2"),
        okJson("{}"));

    rig.get("/deals");
    assertThat(rig.clock.advanced()).isZero();
    rig.get("/people");

    assertThat(rig.clock.advanced()).isEqualTo(Duration.ofSeconds(2));
  }

  private Exchange inAStep(Consumer<Step> look) {
    return rig.camel()
        .createProducerTemplate()
        .request(
            "kamelet:http-call-action?account=acme&path=/deals&tokenCost=10",
            exchange -> look.accept(StepOfATest.enter(exchange)));
  }

  @Test
  void countsCallsAndTheirCostInTheStep() {
    answers(status(500), okJson("{}"));
    AtomicReference<Step> seen = new AtomicReference<>();

    inAStep(seen::set);

    assertThat(seen.get().counts()).isEqualTo(Map.of("calls", 2L, "cost", 20L));
  }

  @Test
  void stopsWaitingWhenTheRunIsToStop() {
    AtomicReference<Step> seen = new AtomicReference<>();
    rig.remote.addMockServiceRequestListener((request, response) -> seen.get().run().requestStop());
    answers(status(429).withHeader("Retry-After", "600"), okJson("{}"));

    Exchange done = inAStep(seen::set);

    assertThat(failure(done).code()).isEqualTo(ErrorCode.E703);
    assertThat(rig.clock.advanced()).isZero();
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void stopsTheWholeRunOnABan() {
    AtomicReference<Step> seen = new AtomicReference<>();
    answers(
        aResponse().withStatus(403).withHeader("Content-Type", "text/html").withBody("<html/>"));

    inAStep(seen::set);

    assertThatThrownBy(() -> seen.get().run().checkStop()).hasMessageContaining("E205");
  }

  @Test
  void repeatsACreateThatNeverLeft() {
    rig.remote.stop();

    Exchange done = rig.call("path=/deals&method=POST&retries=1", Map.of(), Map.of("title", "a"));

    assertThat(done.getException()).isNotInstanceOf(LostReplyException.class);
    assertThat(failure(done).code()).isEqualTo(ErrorCode.E201);
    assertThat(failure(done).why()).contains("refused");
  }

  @Test
  void rejectsATokenThatCannotBeRenewedAtOnce() {
    answers(status(401).withBody("{\"success\":false,\"error\":\"unauthorized access\"}"));

    CaravanException failure = failure(rig.get("/deals"));

    assertThat(calls()).isEqualTo(1);
    assertThat(failure.code()).isEqualTo(ErrorCode.E202);
    assertThat(failure.fixes()).contains("./caravan auth login acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2/deals",
        "https://elsewhere.example/deals",
        "http://user@127.0.0.1/deals",
        "/deals/{{acme.token}}",
        "deals",
        "/deals\\..",
        "/deals with blanks",
        "/deals#part",
        "@elsewhere.example/",
        ".elsewhere.example/"
      })
  void callsNoAddressOutsideOfTheAccount(String path) {
    answers(okJson("{}"));

    Exchange done = rig.call("method=GET", Map.of("path", path), null);

    assertThat(failure(done).code()).isEqualTo(ErrorCode.E207);
    assertThat(calls()).isZero();
    assertThat(failure(done).getMessage()).doesNotContain("token-of-a-person");
  }

  @Test
  void followsAWholeAddressAtTheSameHost() {
    answers(okJson("{}"));
    String next = "http://127.0.0.1:" + rig.remote.port() + "/deals?page=2&x=%2B";

    rig.call("path=/deals", Map.of("path", next, "query", "limit=1"), null);

    rig.remote.verify(getRequestedFor(urlEqualTo("/deals?page=2&x=%2B&limit=1")));
  }

  @Test
  void refusesAPlaceholderInTheQuery() {
    answers(okJson("{}"));

    Exchange done = rig.call("path=/deals", Map.of("query", "a={{acme.token}}"), null);

    assertThat(failure(done).code()).isEqualTo(ErrorCode.E207);
    assertThat(calls()).isZero();
  }

  @Test
  void doesNotFollowRedirects() {
    answers(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));

    assertThat(failure(rig.get("/deals")).code()).isEqualTo(ErrorCode.E206);
    rig.remote.verify(0, getRequestedFor(urlPathEqualTo("/elsewhere")));
  }

  @Test
  void readsAnAnswerThatIsTooLargeForTheHeapCache() {
    String name = "x".repeat(1000);
    String rows = ("{\"name\":\"" + name + "\"},").repeat(500);
    answers(okJson("{\"data\":[" + rows + "{}]}"));

    Map<?, ?> body = rig.get("/deals").getMessage().getBody(Map.class);

    assertThat((List<?>) body.get("data")).hasSize(501);
  }
}
