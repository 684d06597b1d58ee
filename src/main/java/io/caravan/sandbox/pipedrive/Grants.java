package io.caravan.sandbox.pipedrive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may come in: codes, access tokens and refresh tokens of one app in one company.
 *
 * <p>Every refresh yields a new refresh token. The one before stays good for 30 minutes, so that a
 * caller who lost the answer can ask again; when {@linkplain #strictSingleUse strict}, it is dead
 * at once.
 */
final class Grants {

  private static final Duration CODE_LIFE = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofMinutes(30);
  private static final Duration UNUSED_LIFE = Duration.ofDays(60);

  private record Code(String redirectUri, Instant until) {}

  private final Clock clock;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Instant> accessUntil = new HashMap<>();
  private final Map<String, Instant> refreshUntil = new HashMap<>();
  private final Set<String> current = new HashSet<>();
  private boolean strictSingleUse;
  private int issued;

  Grants(Clock clock) {
    this.clock = clock;
  }

  synchronized String newCode(String redirectUri) {
    String code = "sandbox-code-" + ++issued;
    codes.put(code, new Code(redirectUri, clock.instant().plus(CODE_LIFE)));
    return code;
  }

  /** Tokens for a code; nothing when it is unknown, used, too old or meant for another address. */
  synchronized Optional<Tokens> redeem(String code, String redirectUri) {
    Code found = codes.remove(code);
    boolean good =
        found != null
            && found.redirectUri.equals(redirectUri)
            && clock.instant().isBefore(found.until);
    return good ? Optional.of(issue()) : Optional.empty();
  }

  /** New tokens for a refresh token; nothing when it is unknown, revoked or too old. */
  synchronized Optional<Tokens> refresh(String token) {
    if (!good(refreshUntil.get(token))) {
      return Optional.empty();
    }
    retireCurrent();
    return Optional.of(issue());
  }

  synchronized boolean accepts(String accessToken) {
    return good(accessUntil.get(accessToken));
  }

  /** Tokens without a login. */
  synchronized Tokens issue() {
    int number = ++issued;
    Instant now = clock.instant();
    accessUntil.values().removeIf(until -> !now.isBefore(until));
    Tokens tokens = new Tokens("sandbox-access-" + number, "sandbox-refresh-" + number);
    accessUntil.put(tokens.access(), now.plusSeconds(Tokens.ACCESS_SECONDS));
    refreshUntil.put(tokens.refresh(), now.plus(UNUSED_LIFE));
    current.add(tokens.refresh());
    return tokens;
  }

  synchronized void expireAccessTokens() {
    accessUntil.clear();
  }

  synchronized void revoke() {
    codes.clear();
    accessUntil.clear();
    refreshUntil.clear();
    current.clear();
  }

  synchronized void strictSingleUse(boolean strict) {
    strictSingleUse = strict;
  }

  private void retireCurrent() {
    Instant end = strictSingleUse ? clock.instant() : clock.instant().plus(GRACE);
    for (String token : current) {
      refreshUntil.computeIfPresent(token, (t, until) -> until.isBefore(end) ? until : end);
    }
    current.clear();
  }

  private boolean good(Instant until) {
    return until != null && clock.instant().isBefore(until);
  }
}
