package io.caravan.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The refresh token in the settings begins a login and then steps back. */
class BootstrapTest {

  private static final Map<String, String> SET =
      Map.of("acme.refresh-token", "refresh-token-of-env");

  @TempDir Path data;

  private final TestClock clock = new TestClock();
  private FakeProvider provider;

  @BeforeEach
  void start() {
    provider = new FakeProvider();
    provider.accept("refresh-token-of-env");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private LoginRig process(Map<String, String> more) {
    return new LoginRig(data, provider, clock, more);
  }

  @Test
  void beginsALoginWhenTheStoreHasNone() {
    LoginRig rig = process(SET);
    assertThat(rig.logins.status("acme").kind()).isEqualTo("refresh-token");
    assertThat(rig.logins.status("acme").ok()).isTrue();

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");

    assertThat(provider.forms())
        .containsExactly("grant_type=refresh_token&refresh_token=refresh-token-of-env");
    assertThat(rig.logins.status("acme").kind()).isEqualTo("login");
  }

  @Test
  void neverOverridesTheRotatedTokenOfTheStore() {
    process(SET).bearer();
    clock.advance(Duration.ofMinutes(56));

    assertThat(process(SET).bearer()).isEqualTo("Bearer access-token-2");

    assertThat(provider.forms()).last().asString().endsWith("refresh_token=refresh-token-1");
  }

  @Test
  void neverOverridesALoginInTheBrowser() {
    LoginRig rig = process(SET);
    rig.logins.begin("acme").paste("a-code-of-the-provider");

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
    assertThat(provider.forms()).hasSize(1);
  }

  @Test
  void aDeadOneIsTriedOnceAndThenAPersonIsAsked() {
    provider.revoke();
    LoginRig rig = process(SET);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(rig::bearer)
          .isInstanceOfSatisfying(
              CaravanException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.E203);
                assertThat(failure.code().exitCode()).isEqualTo(ExitCode.NO_PERMISSION);
                assertThat(failure.why()).contains("invalid_grant");
                assertThat(failure.fixes()).containsExactly("./caravan auth login acme");
              });
    }
    assertThat(provider.forms()).hasSize(1);
  }

  @Test
  void aNewOneRevivesALoginThatHasEnded() {
    process(SET).bearer();
    clock.advance(Duration.ofHours(2));
    provider.revoke();
    assertThatThrownBy(process(SET)::bearer).hasMessageContaining("E203");
    provider.accept("another-refresh-token");

    LoginRig rig = process(Map.of("acme.refresh-token", "another-refresh-token"));

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-2");
  }

  @Test
  void survivesTheLossOfItsFirstAnswer() {
    provider.next((exchange, form) -> exchange.close());
    provider.next((exchange, form) -> exchange.close());
    LoginRig rig = process(SET);
    assertThatThrownBy(rig::bearer).hasMessageContaining("E201");

    clock.advance(Duration.ofMinutes(3));

    assertThat(process(SET).bearer()).isEqualTo("Bearer access-token-1");
  }
}
