package io.caravan.sandbox.xero;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may come in. Every refresh yields a new refresh token; the one before stays good for 30
 * minutes, so that a caller who lost the answer can ask again. A refresh token that is not used
 * dies after 60 days.
 */
final class Grants {

  static final int ACCESS_SECONDS = 1800;
  private static final Duration CODE_LIFE = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofMinutes(30);
  private static final Duration UNUSED_LIFE = Duration.ofDays(60);

  private record Code(String redirectUri, String scope, Instant until) {}

  private record Token(String scope, Instant until) {
    Token endingAt(Instant end) {
      return new Token(scope, until.isBefore(end) ? until : end);
    }
  }

  private final Clock clock;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Token> access = new HashMap<>();
  private final Map<String, Token> refresh = new HashMap<>();
  private final Set<String> current = new HashSet<>();
  private int issued;

  Grants(Clock clock) {
    this.clock = clock;
  }

  synchronized String newCode(String redirectUri, String scope) {
    String code = "sandbox-xero-code-" + ++issued;
    codes.put(code, new Code(redirectUri, scope, clock.instant().plus(CODE_LIFE)));
    return code;
  }

  /** Tokens for a code; nothing when it is unknown, used, too old or meant for another address. */
  synchronized Optional<Map<String, Object>> redeem(String code, String redirectUri) {
    Code found = codes.remove(code);
    boolean good =
        found != null
            && found.redirectUri.equals(redirectUri)
            && clock.instant().isBefore(found.until);
    return good ? Optional.of(issue(found.scope)) : Optional.empty();
  }

  /** New tokens for a refresh token; nothing when it is unknown, revoked or too old. */
  synchronized Optional<Map<String, Object>> refresh(String token) {
    Token found = refresh.get(token);
    if (found == null || !clock.instant().isBefore(found.until)) {
      return Optional.empty();
    }
    Instant end = clock.instant().plus(GRACE);
    current.forEach(old -> refresh.computeIfPresent(old, (same, it) -> it.endingAt(end)));
    current.clear();
    return Optional.of(issue(found.scope));
  }

  /**
   * The scopes of an access token.
   *
   * @throws Refused when it is unknown or has expired
   */
  synchronized Set<String> scopes(String token) {
    Token found = access.get(token);
    if (found == null) {
      throw Refused.unauthorized("AuthenticationUnsuccessful");
    }
    if (!clock.instant().isBefore(found.until)) {
      throw Refused.unauthorized("TokenExpired: token expired at " + found.until);
    }
    return Set.of(found.scope.split(" +"));
  }

  /** Tokens without a login. The refresh token is only there with {@code offline_access}. */
  synchronized Map<String, Object> issue(String scope) {
    int number = ++issued;
    Instant now = clock.instant();
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("access_token", "sandbox-xero-access-" + number);
    access.put("sandbox-xero-access-" + number, new Token(scope, now.plusSeconds(ACCESS_SECONDS)));
    tokens.put("expires_in", ACCESS_SECONDS);
    tokens.put("token_type", "Bearer");
    if (Set.of(scope.split(" +")).contains("offline_access")) {
      String token = "sandbox-xero-refresh-" + number;
      tokens.put("refresh_token", token);
      refresh.put(token, new Token(scope, now.plus(UNUSED_LIFE)));
      current.add(token);
    }
    tokens.put("scope", scope);
    return tokens;
  }

  synchronized void expireAccessTokens() {
    access.replaceAll((token, it) -> it.endingAt(clock.instant()));
  }

  synchronized void revoke() {
    codes.clear();
    access.clear();
    refresh.clear();
    current.clear();
  }
}
