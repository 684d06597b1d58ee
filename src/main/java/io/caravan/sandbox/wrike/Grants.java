package io.caravan.sandbox.wrike;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may come in. Every refresh yields a new refresh token and ends the one before at once: how
 * long Wrike still takes the old one is not written anywhere.
 */
final class Grants {

  private static final Duration CODE_LIFE = Duration.ofMinutes(10);
  private static final int ACCESS_SECONDS = 3600;

  private record Code(String redirectUri, Instant until) {}

  private final Clock clock;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Instant> accessUntil = new HashMap<>();
  private String refresh;
  private int issued;

  Grants(Clock clock) {
    this.clock = clock;
  }

  synchronized String newCode(String redirectUri) {
    String code = "wrike-code-" + ++issued;
    codes.put(code, new Code(redirectUri, clock.instant().plus(CODE_LIFE)));
    return code;
  }

  /** Tokens for a code; nothing when it is unknown, used, too old or meant for another address. */
  synchronized Optional<Map<String, Object>> redeem(String code, String redirectUri, String host) {
    Code found = codes.remove(code);
    boolean good =
        found != null
            && found.redirectUri.equals(redirectUri)
            && clock.instant().isBefore(found.until);
    return good ? Optional.of(issue(host)) : Optional.empty();
  }

  synchronized Optional<Map<String, Object>> refresh(String token, String host) {
    return token != null && token.equals(refresh) ? Optional.of(issue(host)) : Optional.empty();
  }

  synchronized boolean accepts(String accessToken) {
    Instant until = accessUntil.get(accessToken);
    return until != null && clock.instant().isBefore(until);
  }

  /** Tokens without a login, as the token address answers. */
  synchronized Map<String, Object> issue(String host) {
    int number = ++issued;
    refresh = "wrike-refresh-" + number;
    accessUntil.put("wrike-access-" + number, clock.instant().plusSeconds(ACCESS_SECONDS));
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("access_token", "wrike-access-" + number);
    tokens.put("refresh_token", refresh);
    tokens.put("token_type", "bearer");
    tokens.put("expires_in", ACCESS_SECONDS);
    tokens.put("host", host);
    return tokens;
  }

  synchronized void expireAccessTokens() {
    accessUntil.clear();
  }

  synchronized void revoke() {
    accessUntil.clear();
    codes.clear();
    refresh = null;
  }
}
