package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Xero refuses, and how it says so. */
class XeroFaultsTest {

  private Sandbox sandbox;
  private XeroSandbox xero;
  private XeroCaller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    xero = sandbox.xero();
    caller = new XeroCaller(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void anExpiredTokenIsRefusedWithCapitals() {
    xero.advanceClock(Duration.ofMinutes(31));

    XeroCaller.Answer refusal = caller.get("Accounts");

    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.json().path("Title").asText()).isEqualTo("Unauthorized");
    assertThat(refusal.json().path("Detail").asText()).startsWith("TokenExpired");
    assertThat(caller.with("unknown").get("Accounts").json().path("Detail").asText())
        .isEqualTo("AuthenticationUnsuccessful");
  }

  @Test
  void aWrongTenantAndAMissingRightAreRefusedWithSmallLetters() {
    XeroCaller.Answer wrongTenant =
        caller.as("c0ffee00-0000-0000-0000-000000000000").get("Accounts");
    String few =
        xero.login("offline_access accounting.contacts.read").get("access_token").toString();
    XeroCaller limited = new XeroCaller(sandbox).with(few);

    assertThat(wrongTenant.status()).isEqualTo(403);
    assertThat(wrongTenant.json().path("detail").asText()).isEqualTo("AuthenticationUnsuccessful");
    assertThat(limited.get("Contacts").status()).isEqualTo(200);
    assertThat(limited.get("Invoices?page=1").status()).isEqualTo(403);
  }

  @Test
  void anOrganisationThatWasTakenAwayIsGone() {
    xero.disconnect(caller.tenant());

    assertThat(caller.connections().json()).hasSize(1);
    assertThat(caller.get("Accounts").status()).isEqualTo(403);
    xero.connect("Newcomer");
    assertThat(caller.connections().json()).hasSize(2);
    assertThat(caller.as(xero.tenant("Newcomer")).get("Invoices?page=1").json().path("Invoices"))
        .isEmpty();
  }

  @Test
  void theMinuteIsFullForOneOrganisationAndTellsWhenItEnds() {
    xero.setMinuteLimit(2);
    assertThat(caller.get("Accounts").header("x-minlimit-remaining")).isEqualTo("1");
    caller.get("Accounts");

    XeroCaller.Answer refusal = caller.get("Accounts");

    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.header("x-rate-limit-problem")).isEqualTo("minute");
    assertThat(Integer.parseInt(refusal.header("retry-after"))).isBetween(58, 61);
    assertThat(new XeroCaller(sandbox).as(xero.tenant("Sandbox Retail")).get("Accounts").status())
        .isEqualTo(200);
    xero.advanceClock(Duration.ofSeconds(61));
    assertThat(caller.get("Accounts").status()).isEqualTo(200);
  }

  @Test
  void theDayTheAppAndTooManyAtOnceHaveTheirOwnNames() {
    xero.setAppMinuteLimit(0);
    assertThat(caller.get("Accounts").header("x-rate-limit-problem")).isEqualTo("appminute");
    xero.setDayLimit(0);
    XeroCaller.Answer day = caller.get("Accounts");
    assertThat(day.header("x-rate-limit-problem")).isEqualTo("day");
    assertThat(Integer.parseInt(day.header("retry-after"))).isBetween(1, 86_401);
    xero.tooManyAtOnce(1);
    XeroCaller.Answer concurrent = caller.get("Accounts");
    assertThat(concurrent.header("x-rate-limit-problem")).isEqualTo("concurrent");
    assertThat(concurrent.header("retry-after")).isNull();
  }

  @Test
  void maintenanceIsNoJson() {
    xero.maintenance(1);

    assertThat(caller.get("Accounts").status()).isEqualTo(503);
    assertThat(caller.get("Accounts").status()).isEqualTo(200);
  }

  @Test
  void aRefreshTokenRotatesAndTheOneBeforeLivesForHalfAnHour() {
    String first = xero.refreshToken();
    XeroCaller.Answer second = refresh(first);
    assertThat(second.json().path("refresh_token").asText()).isNotEqualTo(first);
    assertThat(second.json().path("expires_in").asInt()).isEqualTo(1800);

    xero.advanceClock(Duration.ofMinutes(29));
    assertThat(refresh(first).status()).isEqualTo(200);
    xero.advanceClock(Duration.ofMinutes(2));

    assertThat(refresh(first).json().path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void aRefreshTokenNobodyUsesDiesAfterSixtyDays() {
    String token = xero.refreshToken();
    xero.advanceClock(Duration.ofDays(61));

    assertThat(refresh(token).status()).isEqualTo(400);
  }

  @Test
  void aLostAnswerHasRotatedTheToken() {
    String token = xero.refreshToken();
    xero.loseNextTokenAnswer(1);

    assertThatThrownBy(() -> refresh(token)).hasMessageContaining("header");
    assertThat(xero.tokenCalls()).isEqualTo(1);
    assertThat(refresh(token).status()).isEqualTo(200);
  }

  private XeroCaller.Answer refresh(String token) {
    return caller.token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }
}
