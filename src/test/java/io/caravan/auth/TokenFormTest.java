package io.caravan.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each provider is asked for tokens in its own way, and that way is settings only. */
class TokenFormTest {

  @TempDir Path data;

  private final TestClock clock = new TestClock();
  private FakeProvider provider;

  @BeforeEach
  void start() {
    provider = new FakeProvider();
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private LoginRig rig(String... settings) {
    Map<String, String> more = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      more.put("acme." + settings[i], settings[i + 1]);
    }
    return new LoginRig(data, provider, clock, more);
  }

  /** The Authorization header of the next question. */
  private List<String> authorizationOfNext() {
    List<String> seen = new ArrayList<>();
    provider.next(
        (exchange, form) -> {
          seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
          FakeProvider.send(
              exchange,
              200,
              "{\"access_token\":\"an-access-token\",\"refresh_token\":\"a-refresh-token\",\"expires_in\":60}");
        });
    return seen;
  }

  @Test
  void provesTheApplicationByBasicUnlessToldOtherwise() {
    List<String> authorization = authorizationOfNext();

    rig().logins.begin("acme").paste("a-code-of-the-provider");

    assertThat(authorization).containsExactly("Basic Y2xpZW50LTE6Y2xpZW50LXNlY3JldC01Njc4");
    assertThat(provider.forms().get(0)).doesNotContain("client_id");
  }

  @Test
  void provesTheApplicationInTheFormWhereTheProviderWantsThat() {
    List<String> authorization = authorizationOfNext();

    rig("client-auth", "form").logins.begin("acme").paste("a-code-of-the-provider");

    assertThat(authorization).containsOnlyNulls();
    assertThat(provider.forms().get(0))
        .endsWith("&client_id=client-1&client_secret=client-secret-5678");
  }

  @Test
  void addsTheFieldsOfTheProvider() {
    rig("token-fields", "audience=https://acme.example, tenant=7")
        .logins
        .begin("acme")
        .paste("a-code-of-the-provider");

    assertThat(provider.forms().get(0)).endsWith("&audience=https%3A%2F%2Facme.example&tenant=7");
  }

  @Test
  void asksForTheScopes() {
    LoginRig rig = rig("scope", "offline_access accounting.invoices.read");

    assertThat(rig.logins.begin("acme").address().toString())
        .endsWith("&scope=offline_access%20accounting.invoices.read");
  }

  @Test
  void refusesAWayItDoesNotKnow() {
    assertThatThrownBy(
            () -> rig("client-auth", "magic").logins.begin("acme").paste("a-code-of-the-provider"))
        .hasMessageContaining("E106")
        .hasMessageContaining("acme.client-auth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"invalid_grant\"}",
        "{\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"missing or invalid refresh token\"}"
      })
  void aDeadTokenIsKnownByEitherOfItsNames(String answer) {
    LoginRig rig = rig();
    rig.logins.begin("acme").paste("a-code-of-the-provider");
    clock.advance(Duration.ofHours(2));
    provider.next(400, answer);

    assertThatThrownBy(rig::bearer)
        .isInstanceOfSatisfying(
            CaravanException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.E203);
              assertThat(failure.fixes()).containsExactly("./caravan auth login acme");
            });
  }
}
