package io.caravan.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the answer to the login that is under way counts, once, and for ten minutes. */
class LoginAttemptTest {

  @TempDir Path data;

  private final TestClock clock = new TestClock();
  private final HttpClient browser = HttpClient.newHttpClient();
  private FakeProvider provider;
  private LoginRig rig;
  private LoginAttempt attempt;
  private String callback;

  @BeforeEach
  void begin() throws IOException {
    provider = new FakeProvider();
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    callback = "http://127.0.0.1:" + port + "/callback";
    rig = new LoginRig(data, provider, clock, Map.of("acme.redirect-uri", callback));
    attempt = rig.logins.begin("acme");
  }

  @AfterEach
  void stop() {
    attempt.close();
    provider.close();
  }

  private String state() {
    return attempt.address().getQuery().replaceAll(".*state=([^&]+).*", "$1");
  }

  private HttpResponse<String> visit(String address) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private CompletableFuture<LoginStatus> waiting() {
    attempt.listen();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return attempt.awaitCallback();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void nothingIsStored() {
    assertThat(rig.logins.status("acme").kind()).isEqualTo("none");
    assertThat(provider.forms()).isEmpty();
  }

  @Test
  void linksToTheProviderWithAStateNobodyCanGuess() {
    assertThat(attempt.address().toString())
        .startsWith(
            "https://login.acme.example/authorize?response_type=code&client_id=client-1&redirect_uri=http%3A%2F%2F127.0.0.1");
    assertThat(state()).hasSize(43).isNotEqualTo(rig.logins.begin("acme").address().toString());
    assertThat(attempt.address().toString()).doesNotContain("client-secret");
  }

  @Test
  void logsInWhenTheBrowserComesBack() throws Exception {
    CompletableFuture<LoginStatus> login = waiting();

    HttpResponse<String> page = visit(callback + "?code=a-code-of-the-provider&state=" + state());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("a-code-of-the-provider");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(login.get().ok()).isTrue();
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?code=stolen-code",
        "?code=stolen-code&state=",
        "?code=stolen-code&state=wrong",
        "",
        "?%"
      })
  void refusesAnAnswerThatIsNotOurs(String query) throws Exception {
    CompletableFuture<LoginStatus> login = waiting();

    if (query.equals("?%")) {
      query = "?state=%25zz&code=1";
    }
    assertThat(visit(callback + query).statusCode()).isEqualTo(400);

    nothingIsStored();
    assertThat(login).isNotDone();
    visit(callback + "?code=a-code-of-the-provider&state=" + state());
    assertThat(login.get().ok()).isTrue();
  }

  @Test
  void answersNothingButItsOwnPath() throws Exception {
    waiting();

    assertThat(visit(callback.replace("/callback", "/")).statusCode()).isEqualTo(404);
    assertThat(visit(callback + "/more").statusCode()).isEqualTo(404);
  }

  @Test
  void countsOnce() {
    String pasted = callback + "?code=a-code-of-the-provider&state=" + state();
    attempt.paste(pasted);

    assertThatThrownBy(() -> attempt.paste(pasted)).hasMessageContaining("answered already");
    assertThat(provider.forms()).hasSize(1);
  }

  @Test
  void countsForTenMinutes() {
    clock.advance(Duration.ofMinutes(10).plusSeconds(1));

    assertThatThrownBy(() -> attempt.paste(callback + "?code=late-code&state=" + state()))
        .hasMessageContaining("more than ten minutes ago");
    assertThatThrownBy(() -> attempt.paste("late-code"))
        .hasMessageContaining("more than ten minutes ago");
    nothingIsStored();
  }

  @Test
  void takesAPastedCode() {
    assertThat(attempt.paste("  a-code-of-the-provider \n").ok()).isTrue();
  }

  @Test
  void checksTheStateOfAPastedAddress() {
    assertThatThrownBy(() -> attempt.paste(callback + "?code=stolen-code&state=wrong"))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("E202")
        .hasMessageNotContaining("stolen-code");
    nothingIsStored();
  }

  @Test
  void saysSoWhenThePersonRefused() throws Exception {
    CompletableFuture<LoginStatus> login = waiting();

    visit(callback + "?error=access_denied&state=" + state());

    assertThatThrownBy(login::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("access_denied");
    nothingIsStored();
  }

  @Test
  void saysSoWhenTheCodeIsWorthNothing() {
    provider.next(400, "{\"error\":\"invalid_grant\"}");

    assertThatThrownBy(() -> attempt.paste("an-old-code-of-the-provider"))
        .hasMessageContaining("E202")
        .hasMessageNotContaining("an-old-code-of-the-provider");
    assertThat(rig.logins.status("acme").kind()).isEqualTo("none");
  }

  @Test
  void namesThePortWhenItIsTaken() throws IOException {
    URI redirect = URI.create(callback);
    try (ServerSocket taken =
        new ServerSocket(redirect.getPort(), 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(attempt::listen).hasMessageContaining("E803");
    }
  }

  @Test
  void asksForPastingWhenTheRedirectLeadsElsewhere() {
    LoginRig remote =
        new LoginRig(
            data, provider, clock, Map.of("acme.redirect-uri", "https://acme.example/callback"));

    assertThat(remote.logins.begin("acme").canListen()).isFalse();
    assertThat(attempt.canListen()).isTrue();
  }
}
