package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipedriveLoginTest extends WithPipedrive {

  private static final String BACK = "http://127.0.0.1:9/callback";
  private static final String AUTHORIZE =
      "/oauth/authorize?client_id=sandbox-client&redirect_uri=" + Caller.encoded(BACK);

  @Test
  void sendsTheBrowserBackWithACodeAndTheStateItCameWith() {
    Caller.Answer answer = caller.getWith(AUTHORIZE + "&state=a%26b");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).startsWith(BACK + "?code=").endsWith("&state=a%26b");
  }

  @Test
  void sendsTheBrowserBackWithAnErrorWhenConsentIsDenied() {
    pipedrive.denyNextConsent();

    assertThat(caller.getWith(AUTHORIZE).header("location")).isEqualTo(BACK + "?error=user_denied");
    assertThat(caller.getWith(AUTHORIZE).header("location")).startsWith(BACK + "?code=");
  }

  @Test
  void asksNobodyForConsentToAnUnknownApp() {
    String target = AUTHORIZE.replace("sandbox-client", "somebody");

    assertThat(caller.getWith(target).status()).isEqualTo(400);
  }

  @Test
  void yieldsTokensForACode() {
    JsonNode tokens = redeem(code(), BACK).json();

    assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(3599);
    assertThat(tokens.path("api_domain").asText()).isEqualTo(sandbox.address().toString());
    assertThat(opensTheDoor(tokens)).isTrue();
  }

  @Test
  void takesACodeOnceAndOnlyForTheAddressItWasMadeForAndOnlyForMinutes() {
    String used = code();
    redeem(used, BACK);
    String elsewhere = code();
    String late = code();

    assertInvalidGrant(redeem(used, BACK));
    assertInvalidGrant(redeem(elsewhere, BACK + "/other"));
    pipedrive.advanceClock(Duration.ofMinutes(6));
    assertInvalidGrant(redeem(late, BACK));
  }

  @Test
  void givesTokensToNobodyWhoDoesNotKnowTheSecret() {
    Map<String, String> form =
        Map.of("grant_type", "authorization_code", "code", code(), "redirect_uri", BACK);

    Caller.Answer answer = caller.form("/oauth/token", form, "sandbox-client:wrong");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
  }

  @Test
  void yieldsANewRefreshTokenEachTimeAndTakesTheOneBeforeForHalfAnHour() {
    String first = (String) pipedrive.login().get("refresh_token");
    String second = refresh(first).json().path("refresh_token").asText();

    assertThat(second).isNotEqualTo(first);
    pipedrive.advanceClock(Duration.ofMinutes(29));
    JsonNode third = refresh(first).json();
    assertThat(opensTheDoor(third)).isTrue();
    pipedrive.advanceClock(Duration.ofMinutes(2));
    assertInvalidGrant(refresh(first));
    assertThat(refresh(third.path("refresh_token").asText()).status()).isEqualTo(200);
  }

  @Test
  void takesARefreshTokenOnceWhenItIsStrict() {
    pipedrive.strictSingleUse(true);
    String first = (String) pipedrive.login().get("refresh_token");
    String second = refresh(first).json().path("refresh_token").asText();

    assertInvalidGrant(refresh(first));
    assertThat(refresh(second).status()).isEqualTo(200);
  }

  @Test
  void forgetsARefreshTokenThatWasNotUsedForSixtyDays() {
    String token = (String) pipedrive.login().get("refresh_token");

    pipedrive.advanceClock(Duration.ofDays(61));

    assertInvalidGrant(refresh(token));
  }

  @Test
  void letsAnAccessTokenInForAnHour() {
    pipedrive.advanceClock(Duration.ofSeconds(3590));
    assertThat(caller.get("/api/v1/users/me").status()).isEqualTo(200);

    pipedrive.advanceClock(Duration.ofSeconds(10));

    assertThat(caller.get("/api/v1/users/me").status()).isEqualTo(401);
  }

  @Test
  void refusesExpiredAccessTokensAndStillRefreshesThem() {
    Map<String, Object> tokens = pipedrive.login();
    pipedrive.expireAccessTokens();

    Caller.Answer refused = caller.get("/api/v1/users/me");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().path("error").asText()).isEqualTo("unauthorized access");
    assertThat(opensTheDoor(refresh((String) tokens.get("refresh_token")).json())).isTrue();
  }

  @Test
  void refusesEveryTokenOnceTheGrantIsRevoked() {
    Map<String, Object> tokens = pipedrive.login();
    pipedrive.revokeGrant();

    assertThat(caller.get("/api/v1/users/me").status()).isEqualTo(401);
    assertInvalidGrant(refresh((String) tokens.get("refresh_token")));
  }

  @Test
  void revokesAGrantOnRequest() {
    String token = (String) pipedrive.login().get("refresh_token");

    assertThat(caller.form("/oauth/revoke", Map.of("token", token)).status()).isEqualTo(200);

    assertInvalidGrant(refresh(token));
  }

  @Test
  void theLostAnswerToARefreshLeavesTheOldTokenGood() {
    String token = (String) pipedrive.login().get("refresh_token");
    pipedrive.loseReplyOfNext("POST", "/oauth/token", 1);

    assertThat(catchThrowable(() -> refresh(token))).isNotNull();

    assertThat(refresh(token).status()).isEqualTo(200);
    assertThat(pipedrive.tokenCalls()).isEqualTo(2);
  }

  @Test
  void letsThePersonalTokenInByItsHeaderOnly() {
    String token = PipedriveSandbox.API_TOKEN;

    assertThat(caller.getWith("/api/v1/users/me", "x-api-token", token).status()).isEqualTo(200);
    assertThat(caller.getWith("/api/v1/users/me", "x-api-token", "wrong").status()).isEqualTo(401);
    assertThat(caller.getWith("/api/v1/users/me?api_token=" + token).status()).isEqualTo(401);
    assertThat(caller.getWith("/api/v1/users/me").status()).isEqualTo(401);
  }

  private String code() {
    return caller.getWith(AUTHORIZE).header("location").replaceFirst(".*code=", "");
  }

  private Caller.Answer redeem(String code, String redirectUri) {
    return caller.form(
        "/oauth/token",
        Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", redirectUri));
  }

  private Caller.Answer refresh(String token) {
    return caller.form(
        "/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private boolean opensTheDoor(JsonNode tokens) {
    String bearer = "Bearer " + tokens.path("access_token").asText();
    return caller.getWith("/api/v1/users/me", "Authorization", bearer).status() == 200;
  }

  private static void assertInvalidGrant(Caller.Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_grant");
  }
}
