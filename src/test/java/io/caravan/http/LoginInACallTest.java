package io.caravan.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.caravan.auth.FakeProvider;
import io.caravan.error.CaravanException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Where the login of an account stands in a call, as the account's settings say. */
class LoginInACallTest {

  private static final String KEY = "key of a person/1234";

  @TempDir Path data;

  @Test
  void sendsTheKeyInTheQueryBesideTheOthersAndInNoHeader() {
    try (CallRig rig =
        new CallRig(data, Map.of("acme.token", KEY, "acme.token-param", "api_key"))) {
      rig.remote.stubFor(any(anyUrl()).willReturn(okJson("{}")));

      rig.call("path=/deals", Map.of("query", Map.of("page", 2)), null);
      rig.get("/people");

      rig.remote.verify(
          getRequestedFor(urlEqualTo("/deals?page=2&api_key=key%20of%20a%20person%2F1234"))
              .withoutHeader("Authorization"));
      rig.remote.verify(
          getRequestedFor(urlEqualTo("/people?api_key=key%20of%20a%20person%2F1234")));
    }
  }

  @Test
  void aLinkThatHoldsTheKeyAlreadyIsCalledWithOne() {
    try (CallRig rig =
        new CallRig(data, Map.of("acme.token", KEY, "acme.token-param", "api_key"))) {
      rig.remote.stubFor(any(anyUrl()).willReturn(okJson("{}")));
      String link =
          "http://127.0.0.1:" + rig.remote.port() + "/deals?api_key=the-key-of-before&page=2";

      rig.call("method=GET", Map.of("path", link), null);

      rig.remote.verify(
          getRequestedFor(urlEqualTo("/deals?page=2&api_key=key%20of%20a%20person%2F1234")));
    }
  }

  @Test
  void theKeyIsInNoMessageAndInNoLog() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    root.addAppender(heard);
    try (CallRig rig =
        new CallRig(data, Map.of("acme.token", KEY, "acme.token-param", "api_key"))) {
      rig.remote.stubFor(
          any(anyUrl())
              .willReturn(
                  aResponse()
                      .withStatus(400)
                      .withBody("{\"message\":\"no such page: ?api_key=" + KEY + "\"}")));

      Exchange refused = rig.get("/deals");
      rig.remote.stop();
      Exchange unreachable = rig.call("path=/deals&retries=1", Map.of(), null);

      for (Exchange failed : new Exchange[] {refused, unreachable}) {
        CaravanException failure = CaravanException.in(failed.getException()).orElseThrow();
        assertThat(failure.toString() + failure.where() + failure.why())
            .doesNotContain(KEY)
            .doesNotContain("key%20of");
      }
      assertThat(heard.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .noneMatch(line -> line.contains(KEY) || line.contains("key%20of"));
    } finally {
      root.detachAppender(heard);
    }
  }

  @Test
  void sendsTheKeyInTheHeaderTheSettingsName() {
    try (CallRig rig =
        new CallRig(data, Map.of("acme.token", KEY, "acme.token-header", "X-Api-Key"))) {
      rig.remote.stubFor(any(anyUrl()).willReturn(okJson("{}")));

      rig.get("/deals");

      rig.remote.verify(
          getRequestedFor(urlEqualTo("/deals"))
              .withHeader("X-Api-Key", equalTo(KEY))
              .withoutHeader("Authorization"));
    }
  }

  @Test
  void aHeaderThatWouldLeadCamelElsewhereIsRefused() {
    try (CallRig rig =
        new CallRig(data, Map.of("acme.token", KEY, "acme.token-header", "CamelHttpUri"))) {
      assertThat(CaravanException.in(rig.get("/deals").getException()).orElseThrow())
          .hasMessageContaining("acme.token-header");
    }
  }

  @Test
  void logsInWithThePasswordAgainWhenTheTokenIsRefusedMidRun() {
    try (FakeProvider provider = new FakeProvider();
        CallRig rig =
            new CallRig(
                data,
                Map.of(
                    "acme.token-url", provider.url() + "/token",
                    "acme.user", "robot",
                    "acme.password", "password-of-a-robot"))) {
      rig.remote.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
      accept(rig, "access-token-1");
      assertThat(rig.get("/deals").getException()).isNull();
      rig.remote.resetMappings();
      rig.remote.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
      accept(rig, "access-token-2");

      Exchange done = rig.get("/deals");

      assertThat(done.getException()).isNull();
      assertThat(provider.forms())
          .hasSize(2)
          .allMatch(form -> form.startsWith("grant_type=password&username=robot&"));
      rig.remote.verify(3, getRequestedFor(urlPathEqualTo("/deals")));
    }
  }

  private static void accept(CallRig rig, String token) {
    rig.remote.stubFor(
        any(anyUrl())
            .withHeader("Authorization", equalTo("Bearer " + token))
            .willReturn(okJson("{\"data\":[]}")));
  }
}
