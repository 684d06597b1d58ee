package io.caravan.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.auth.FakeProvider;
import io.caravan.auth.Logins;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that stops working in the middle of a run costs one renewal and no call. */
class RenewalInACallTest {

  @TempDir Path data;

  private FakeProvider provider;
  private CallRig rig;

  @BeforeEach
  void logIn() {
    provider = new FakeProvider();
    rig =
        new CallRig(
            data,
            Map.of(
                "acme.client-id",
                "client-1",
                "acme.client-secret",
                "client-secret-5678",
                "acme.redirect-uri",
                "http://127.0.0.1:8765/callback",
                "acme.authorize-url",
                "https://login.acme.example/authorize",
                "acme.token-url",
                provider.url() + "/token"));
    new Logins(rig.tokens).begin("acme").paste("a-code-of-the-provider");
    rig.remote.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
  }

  @AfterEach
  void stop() {
    rig.close();
    provider.close();
  }

  private void accept(String token) {
    rig.remote.stubFor(
        any(anyUrl())
            .withHeader("Authorization", equalTo("Bearer " + token))
            .willReturn(okJson("{\"data\":[]}")));
  }

  @Test
  void renewsOnceForEightStreamsAtATime() throws Exception {
    accept("access-token-2");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CyclicBarrier start = new CyclicBarrier(8);
    List<Future<Exchange>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String path = "/stream" + i;
      calls.add(
          threads.submit(
              () -> {
                start.await();
                return rig.call("method=GET", Map.of("path", path), null);
              }));
    }
    for (Future<Exchange> call : calls) {
      assertThat(call.get().getException()).isNull();
    }
    threads.shutdown();

    assertThat(provider.given()).isEqualTo(2);
  }

  @Test
  void endsTheLoginWhenTheNewTokenIsRefusedToo() {
    Exchange done = rig.get("/deals");

    assertThat(CaravanException.in(done.getException()).orElseThrow().code())
        .isEqualTo(ErrorCode.E203);
    int calls = rig.remote.findAll(anyRequestedFor(anyUrl())).size();
    assertThat(calls).isEqualTo(2);

    rig.get("/deals");
    assertThat(rig.remote.findAll(anyRequestedFor(anyUrl()))).hasSize(calls);
    assertThat(provider.given()).isEqualTo(2);
  }

  @Test
  void makesNoCallOnceTheLoginIsRevoked() {
    provider.revoke();
    rig.get("/deals");
    int asked = provider.forms().size();

    Exchange done = rig.get("/deals");

    assertThat(CaravanException.in(done.getException()).orElseThrow().fixes())
        .containsExactly("./caravan auth login acme");
    assertThat(rig.remote.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
    assertThat(provider.forms()).hasSize(asked);
  }

  @Test
  void repeatsACreateWhoseTokenWasRefused() {
    accept("access-token-2");

    Exchange done = rig.call("path=/deals&method=POST", Map.of(), Map.of("title", "a"));

    assertThat(done.getException()).isNull();
  }
}
