package io.caravan.sandbox.enderturing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who may come in: a user with a password, for as long as a token lives, or a personal token. */
final class Logins {

  private final Clock clock;
  private final Map<String, Instant> goodUntil = new HashMap<>();
  private Duration life = Duration.ofHours(1);
  private String password = EnderTuring.PASSWORD;
  private int issued;

  Logins(Clock clock) {
    this.clock = clock;
  }

  synchronized Map<String, Object> login(String user, String given) {
    if (!EnderTuring.USER.equals(user) || !password.equals(given)) {
      throw Refused.wrongPassword();
    }
    String token = "ender-sandbox-access-" + ++issued;
    goodUntil.put(token, clock.instant().plus(life));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", token);
    answer.put("token_type", "bearer");
    answer.put("expires_in", life.toSeconds());
    return answer;
  }

  synchronized boolean accepts(String token) {
    Instant until = goodUntil.get(token);
    return token.equals(EnderTuring.TOKEN) || (until != null && clock.instant().isBefore(until));
  }

  synchronized void life(Duration ofTokens) {
    life = ofTokens;
  }

  synchronized void password(String other) {
    password = other;
  }

  synchronized void expire() {
    goodUntil.clear();
  }
}
