package io.caravan.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens live on, are renewed once, and are never lost while anybody could still save them. */
class TokensTest {

  private static final Duration ALMOST_AN_HOUR = Duration.ofMinutes(56);

  @TempDir Path data;

  private final TestClock clock = new TestClock();
  private FakeProvider provider;
  private LoginRig rig;

  @BeforeEach
  void logIn() {
    provider = new FakeProvider();
    rig = new LoginRig(data, provider, clock);
    rig.logins.begin("acme").paste("a-code-of-the-provider");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private static CaravanException failure(Callable<?> work) {
    try {
      work.call();
    } catch (CaravanException e) {
      return e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("did not fail");
  }

  @Test
  void asksTheTokenEndpointAsTheStandardSays() {
    assertThat(provider.forms())
        .containsExactly(
            "grant_type=authorization_code&code=a-code-of-the-provider"
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2Fcallback");
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
  }

  @Test
  void saysHowToLogInWhenNobodyHas() {
    CaravanException failure = failure(() -> rig.tokens.credential("pipedrive", AuthStyle.BEARER));

    assertThat(failure.code()).isEqualTo(ErrorCode.E203);
    assertThat(failure.fixes()).containsExactly("./caravan auth login pipedrive");
    assertThat(failure.code().exitCode()).isEqualTo(ExitCode.NO_PERMISSION);
  }

  @Test
  void prefersATokenThatAPersonMade() {
    LoginRig withToken =
        new LoginRig(data, provider, clock, Map.of("acme.token", "made-by-a-person"));

    Credential credential = withToken.tokens.credential("acme", AuthStyle.API_TOKEN);

    assertThat(credential.header()).isEqualTo("x-api-token");
    assertThat(credential.value()).isEqualTo("made-by-a-person");
    assertThat(credential.renewable()).isFalse();
  }

  @Test
  void renewsBeforeTheTokenExpires() {
    clock.advance(Duration.ofMinutes(47));
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
    clock.advance(Duration.ofMinutes(2));
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-2");
    assertThat(provider.forms()).hasSize(2);
  }

  @Test
  void doesNotRenewATokenOfOneMinuteWithEachCall() {
    provider.expiresIn = "60";
    rig.logins.refresh("acme");
    int before = provider.forms().size();

    clock.advance(Duration.ofSeconds(20));
    rig.bearer();
    rig.bearer();

    assertThat(provider.forms()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "\"3600\"", "\"soon\"", "null", "99999999999"})
  void toleratesOddLifeTimes(String expiresIn) {
    provider.expiresIn = expiresIn;
    rig.logins.refresh("acme");

    rig.bearer();
    rig.bearer();

    assertThat(provider.forms()).hasSize(2);
  }

  @Test
  void keepsTheOldRefreshTokenWhenNoneIsReturned() {
    provider.next(200, "{\"access_token\":\"access-token-x\",\"expires_in\":3600}");
    clock.advance(ALMOST_AN_HOUR);
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-x");

    clock.advance(ALMOST_AN_HOUR);

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-2");
    assertThat(provider.forms().get(2)).contains("refresh-token-1");
  }

  @Test
  void savesTheNewTokensBeforeAnybodyUsesThem() {
    clock.advance(ALMOST_AN_HOUR);
    rig.bearer();

    LoginRig afterACrash = new LoginRig(data, provider, clock);

    assertThat(afterACrash.bearer()).isEqualTo("Bearer access-token-2");
    assertThat(provider.given()).isEqualTo(2);
  }

  @Test
  void keepsTokensInMemoryThatCannotBeSaved() throws Exception {
    clock.advance(ALMOST_AN_HOUR);
    provider.next(
        (exchange, form) -> {
          // The disk fills up while the provider rotates: the store cannot replace its file.
          Files.move(data.resolve("secrets.p12"), data.resolve("aside"));
          Files.createDirectories(data.resolve("secrets.p12/full"));
          FakeProvider.send(
              exchange,
              200,
              "{\"access_token\":\"access-token-9\",\"refresh_token\":\"refresh-token-9\",\"expires_in\":3600}");
        });

    assertThat(failure(rig::bearer).code()).isIn(ErrorCode.E305, ErrorCode.E802);
    Files.delete(data.resolve("secrets.p12/full"));
    Files.delete(data.resolve("secrets.p12"));
    Files.move(data.resolve("aside"), data.resolve("secrets.p12"));

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-9");
    assertThat(new LoginRig(data, provider, clock).bearer()).isEqualTo("Bearer access-token-9");
  }

  @Test
  void renewsOnceForAllThreadsOfTwoProcesses() throws Exception {
    LoginRig other = new LoginRig(data, provider, clock);
    ExecutorService threads = Executors.newFixedThreadPool(32);
    for (int round = 1; round <= 5; round++) {
      clock.advance(ALMOST_AN_HOUR);
      CyclicBarrier start = new CyclicBarrier(32);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        LoginRig process = i % 2 == 0 ? rig : other;
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return process.bearer();
                }));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("Bearer access-token-" + (round + 1));
      }
      assertThat(provider.forms()).hasSize(round + 1);
    }
    threads.shutdown();
  }

  @Test
  void renewsOnceForAllWhoseTokenWasRefused() {
    Credential refused = rig.tokens.credential("acme", AuthStyle.BEARER);

    rig.tokens.renew("acme", refused);
    rig.tokens.renew("acme", refused);

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-2");
    assertThat(provider.forms()).hasSize(2);
  }

  @Test
  void asksOnceMoreWhenTheAnswerWasLost() {
    clock.advance(ALMOST_AN_HOUR);
    provider.next((exchange, form) -> exchange.close());

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-2");
    assertThat(provider.forms()).hasSize(3);
  }

  @Test
  void takesTheTokenBeforeWhenARenewalWasCutOffAndTheStoredOneIsUnknown() {
    clock.advance(ALMOST_AN_HOUR);
    rig.bearer();
    clock.advance(Duration.ofMinutes(10));
    provider.next(503, "{}");
    failure(() -> rig.logins.refresh("acme"));
    provider.revoke();
    provider.accept("refresh-token-1");

    LoginRig afterACrash = new LoginRig(data, provider, clock);

    assertThat(afterACrash.logins.refresh("acme").ok()).isTrue();
    assertThat(afterACrash.bearer()).isEqualTo("Bearer access-token-3");
  }

  @Test
  void makesNoFurtherCallOnceTheLoginIsRevoked() {
    clock.advance(ALMOST_AN_HOUR);
    provider.revoke();

    CaravanException failure = failure(rig::bearer);
    int asked = provider.forms().size();
    assertThat(failure.code()).isEqualTo(ErrorCode.E203);
    assertThat(failure.why()).contains("token is dead");
    assertThat(failure.fixes()).containsExactly("./caravan auth login acme");

    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofHours(1));
      assertThat(failure(rig::bearer).code()).isEqualTo(ErrorCode.E203);
      assertThat(failure(new LoginRig(data, provider, clock)::bearer).code())
          .isEqualTo(ErrorCode.E203);
    }
    assertThat(provider.forms()).hasSize(asked);

    rig.logins.begin("acme").paste("another-code-of-the-provider");
    assertThat(rig.bearer()).startsWith("Bearer access-token-");
  }

  @Test
  void goesOnWithALivingTokenWhileTheTokenEndpointIsIll() {
    clock.advance(Duration.ofMinutes(50));
    for (int i = 0; i < 20; i++) {
      provider.next(500, "<html>oops</html>");
    }

    for (int second = 0; second < 540; second += 10) {
      assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
      clock.advance(Duration.ofSeconds(10));
    }

    assertThat(provider.forms().size() - 1).isBetween(2, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void saysWhenItTriesAgainOnceTheTokenHasExpired(int status) {
    clock.advance(Duration.ofHours(2));
    provider.next(status, "<html>later</html>");

    CaravanException failure = failure(rig::bearer);

    assertThat(failure.code()).isEqualTo(ErrorCode.E201);
    assertThat(failure.why()).contains("" + status).contains("next try after 2026-11-21T14:02:30Z");
    clock.advance(Duration.ofSeconds(151));
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-2");
  }

  @Test
  void toleratesAWebPageInPlaceOfTokens() {
    clock.advance(Duration.ofHours(2));
    provider.next(200, "<html>sign in</html>");
    provider.next(200, "<html>sign in</html>");

    assertThat(failure(rig::bearer).code()).isEqualTo(ErrorCode.E201);
  }

  @Test
  void namesTheClientSecretWhenTheApplicationIsRefused() {
    clock.advance(ALMOST_AN_HOUR);
    provider.next(401, "{\"error\":\"invalid_client\"}");

    CaravanException failure = failure(rig::bearer);

    assertThat(failure.code()).isEqualTo(ErrorCode.E202);
    assertThat(failure.fixes()).contains("./caravan secret set acme.client-secret");
    assertThat(failure.getMessage()).doesNotContain("client-secret-5678");
  }

  @Test
  void endsTheLoginWhenAFreshTokenIsRefusedToo() {
    rig.tokens.renew("acme", rig.tokens.credential("acme", AuthStyle.BEARER));
    Credential fresh = rig.tokens.credential("acme", AuthStyle.BEARER);

    assertThat(rig.tokens.refusedTwice("acme", fresh, "unauthorized").code())
        .isEqualTo(ErrorCode.E203);

    assertThat(failure(rig::bearer).code()).isEqualTo(ErrorCode.E203);
    assertThat(rig.logins.status("acme").problem()).contains("refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://acme.example.evil.example",
        "http://company.acme.example",
        "https://user@company.acme.example",
        "https://127.0.0.1",
        "http://169.254.169.254",
        "https://evilacme.example",
        "ftp://company.acme.example",
        "{{env:HOME}}",
        "javascript:alert(1)"
      })
  void sendsNoTokenToAHostThatIsNotAllowed(String apiDomain) {
    LoginRig listed =
        new LoginRig(data, provider, clock, Map.of("acme.allowed-hosts", ".acme.example"));
    provider.extra = ",\"api_domain\":\"" + apiDomain + "\"";

    assertThat(
            failure(() -> listed.logins.begin("acme").paste("another-code-of-the-provider")).code())
        .isEqualTo(ErrorCode.E207);
    assertThat(failure(listed::bearer).code()).isEqualTo(ErrorCode.E207);
    assertThat(listed.logins.status("acme").ok()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://company.acme.example",
        "https://company.acme.example/",
        "https://api.acme.example"
      })
  void callsTheAddressThatTheLoginNames(String apiDomain) {
    LoginRig listed =
        new LoginRig(data, provider, clock, Map.of("acme.allowed-hosts", ".acme.example"));
    provider.extra = ",\"api_domain\":\"" + apiDomain + "\"";

    assertThat(listed.logins.begin("acme").paste("another-code-of-the-provider").account())
        .isEqualTo(apiDomain);

    assertThat(listed.tokens.credential("acme", AuthStyle.BEARER).base().toString())
        .isEqualTo(apiDomain.replaceAll("/$", ""));
  }

  @Test
  void allowsThisMachineOnlyWhenTheBaseIsThere() {
    LoginRig local =
        new LoginRig(data, provider, clock, Map.of("acme.base-url", "http://localhost:9000"));
    provider.extra = ",\"api_domain\":\"http://127.0.0.1:9001\"";

    local.logins.begin("acme").paste("another-code-of-the-provider");

    assertThat(local.tokens.credential("acme", AuthStyle.BEARER).base())
        .hasToString("http://127.0.0.1:9001");
  }

  @Test
  void showsHowALoginStandsWithoutItsTokens() {
    LoginStatus status = rig.logins.status("acme");

    assertThat(status.ok()).isTrue();
    assertThat(status.kind()).isEqualTo("login");
    assertThat(status.scope()).isEqualTo("deals:full");
    assertThat(status.expires()).isEqualTo(clock.instant().plusSeconds(3600));
    assertThat(status.toString()).doesNotContain("token-1");
    assertThat(rig.logins.masked("acme", LoginPart.ACCESS_TOKEN)).hasValue("*** (14 characters)");
  }

  @Test
  void forgetsALogin() {
    assertThat(rig.logins.logout("acme")).isTrue();

    assertThat(failure(rig::bearer).code()).isEqualTo(ErrorCode.E203);
    assertThat(rig.logins.logout("acme")).isFalse();
  }

  @Test
  void takesSinglePartsFromAPerson() {
    rig.logins.logout("acme");
    rig.logins.set("acme", LoginPart.of("refresh_token"), "refresh-token-1");

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-2");

    rig.logins.set("acme", LoginPart.of("access-token"), "an-access-token");
    assertThat(rig.bearer()).isEqualTo("Bearer an-access-token");
    rig.logins.set("acme", LoginPart.TOKEN, "made-by-a-person");
    assertThat(rig.bearer()).isEqualTo("Bearer made-by-a-person");
  }

  @Test
  void keepsALoginAliveThatNobodyUses() {
    clock.advance(Duration.ofDays(8));

    rig.logins.keepAlive(Duration.ofDays(7));
    rig.logins.keepAlive(Duration.ofDays(7));

    assertThat(provider.forms()).hasSize(2);
  }

  @Test
  void aLoginThatCannotBeRenewedDoesNotKeepOthersFromIt() throws Exception {
    LoginRig two =
        new LoginRig(
            data,
            provider,
            clock,
            Map.of(
                "aaa.client-id", "client-2",
                "aaa.client-secret", "client-secret-9999",
                "aaa.redirect-uri", "http://127.0.0.1:8765/callback",
                "aaa.authorize-url", "https://login.aaa.example/authorize",
                "aaa.token-url", provider.url() + "/nothing-here",
                "aaa.base-url", "https://api.aaa.example"));
    two.logins.set("aaa", LoginPart.REFRESH_TOKEN, "worth-nothing-0123456789");
    clock.advance(Duration.ofDays(8));

    assertThat(two.logins.keepAlive(Duration.ofDays(7))).containsOnlyKeys("aaa");
    assertThat(two.logins.status("acme").expires()).isAfter(clock.instant());
  }

  @Test
  void neverWritesATokenInPlainText() throws Exception {
    clock.advance(ALMOST_AN_HOUR);
    rig.bearer();

    try (var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain("token-1", "token-2", "client-secret-5678");
        if (!file.toString().endsWith(".lock")) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .isEqualTo("rw-------");
        }
      }
    }
  }

  @Test
  void refusesATokenEndpointWithoutEncryption() {
    LoginRig plain =
        new LoginRig(
            data, provider, clock, Map.of("acme.token-url", "http://login.acme.example/token"));

    assertThatThrownBy(() -> plain.logins.refresh("acme")).hasMessageContaining("E207");
  }
}
