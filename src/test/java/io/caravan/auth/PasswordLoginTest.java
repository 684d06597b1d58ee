package io.caravan.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account with a user and a password logs in by itself, as often as it takes and no oftener. */
class PasswordLoginTest {

  private static final Map<String, String> USER =
      Map.of(
          "acme.client-id", "",
          "acme.client-secret", "",
          "acme.user", "robot@acme.example",
          "acme.password", "a password & more");

  private static final String FORM =
      "grant_type=password&username=robot%40acme.example&password=a+password+%26+more";

  private static final String WITHOUT_REFRESH =
      "{\"access_token\":\"access-token-x\",\"token_type\":\"bearer\",\"expires_in\":3600}";

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

  private LoginRig process(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(USER);
    all.putAll(more);
    return new LoginRig(data, provider, clock, all);
  }

  @Test
  void postsUserAndPasswordAsAFormAndNothingOfAnApplication() {
    LoginRig rig = process(Map.of());
    assertThat(rig.logins.status("acme").kind()).isEqualTo("password");
    assertThat(rig.logins.status("acme").ok()).isTrue();

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");

    assertThat(provider.forms()).containsExactly(FORM);
    assertThat(rig.logins.status("acme").kind()).isEqualTo("password");
    assertThat(rig.logins.status("acme").expires()).isAfter(clock.instant());
  }

  @Test
  void aTokenWinsOverAUserUnlessTheSettingsSayThatTheUserLogsIn() {
    Map<String, String> both = Map.of("acme.token", "token-of-a-person");
    assertThat(process(both).bearer()).isEqualTo("Bearer token-of-a-person");
    assertThat(provider.forms()).isEmpty();

    LoginRig rig = process(Map.of("acme.token", "token-of-a-person", "acme.token-first", "False"));
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
    assertThat(provider.forms()).containsExactly(FORM);
  }

  @Test
  void namesTheFieldsAsTheSettingsSay() {
    process(
            Map.of(
                "acme.user-field", "login",
                "acme.password-field", "secret",
                "acme.token-fields", "grant_type=,realm=staff"))
        .bearer();

    assertThat(provider.forms())
        .containsExactly("login=robot%40acme.example&secret=a+password+%26+more&realm=staff");
  }

  @Test
  void proveTheApplicationTooWhereThereIsOne() {
    process(
            Map.of(
                "acme.client-id", "client-1",
                "acme.client-secret", "client-secret-5678",
                "acme.client-auth", "form"))
        .bearer();

    assertThat(provider.forms())
        .containsExactly(FORM + "&client_id=client-1&client_secret=client-secret-5678");
  }

  @Test
  void logsInAgainBeforeTheTokenExpiresAlthoughThereIsNoRefreshToken() {
    provider.next(200, WITHOUT_REFRESH);
    LoginRig rig = process(Map.of());
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-x");
    clock.advance(Duration.ofMinutes(40));
    assertThat(rig.bearer()).isEqualTo("Bearer access-token-x");

    clock.advance(Duration.ofMinutes(15));

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
    assertThat(provider.forms()).containsExactly(FORM, FORM);
  }

  @Test
  void aSecondProcessGoesOnWithTheTokenOfTheFirst() {
    process(Map.of()).bearer();

    assertThat(process(Map.of()).bearer()).isEqualTo("Bearer access-token-1");

    assertThat(provider.forms()).hasSize(1);
  }

  @Test
  void takesTheConfiguredLifeWhereTheAnswerTellsNone() {
    provider.next(200, "{\"access_token\":\"access-token-x\"}");
    LoginRig rig = process(Map.of("acme.token-life", "10m"));
    rig.bearer();

    clock.advance(Duration.ofMinutes(9));

    assertThat(rig.bearer()).isEqualTo("Bearer access-token-1");
  }

  @Test
  void aRefusedPasswordIsAskedOnceSoThatNobodyIsLockedOut() {
    provider.next(400, "{\"detail\":\"Incorrect email or password\"}");
    LoginRig rig = process(Map.of());

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(rig::bearer)
          .isInstanceOfSatisfying(
              CaravanException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.E203);
                assertThat(failure.why()).contains("Incorrect email or password");
                assertThat(failure.fixes())
                    .containsExactly(
                        "./caravan secret set acme.password", "./caravan auth login acme");
                assertThat(failure.getMessage()).doesNotContain("a password & more");
              });
    }
    assertThat(provider.forms()).hasSize(1);
    assertThat(rig.logins.status("acme").problem()).contains("Incorrect email or password");
  }

  @Test
  void aNewPasswordAndAPersonWhoInsistsAreHeard() {
    provider.next(401, "{\"detail\":\"Incorrect email or password\"}");
    assertThatThrownBy(process(Map.of())::bearer).hasMessageContaining("E203");
    LoginRig corrected = process(Map.of("acme.password", "the right password"));
    assertThat(corrected.bearer()).isEqualTo("Bearer access-token-1");

    provider.next(400, "{}");
    assertThatThrownBy(process(Map.of())::bearer).hasMessageContaining("E203");

    assertThat(process(Map.of()).logins.logIn("acme").ok()).isTrue();
    assertThat(process(Map.of()).bearer()).isEqualTo("Bearer access-token-2");
  }

  @Test
  void aLostAnswerIsAskedForOnceMore() {
    provider.loseNext();

    assertThat(process(Map.of()).bearer()).isEqualTo("Bearer access-token-2");
  }

  @Test
  void aTokenThatAPersonMadeWins() {
    assertThat(process(Map.of("acme.token", "made-by-a-person")).bearer())
        .isEqualTo("Bearer made-by-a-person");
    assertThat(provider.forms()).isEmpty();
  }

  @Test
  void aMissingPasswordIsNamedAndDoesNotHideTheOtherLogins() {
    LoginRig rig = process(Map.of("acme.password", ""));

    assertThat(rig.logins.status("acme").problem()).contains("acme.password is missing");
    assertThatThrownBy(rig::bearer).hasMessageContaining("acme.password is missing");
    assertThat(provider.forms()).isEmpty();
  }
}
