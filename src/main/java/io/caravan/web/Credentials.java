package io.caravan.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which token a request brings. What the database said is believed for a second, so that a token
 * that was made or ended by another process counts, or not, at once.
 */
final class Credentials {

  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  /** As it was read: good tokens by hash, and whether there ever was one. */
  private record Snapshot(Map<String, ApiToken> byHash, boolean any, long at) {}

  private final ApiTokens tokens;
  private volatile Snapshot snapshot;

  Credentials(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /** Whether what is known is recent enough to judge by. */
  boolean fresh() {
    Snapshot known = snapshot;
    return known != null && System.nanoTime() - known.at() < GOOD_FOR.toNanos();
  }

  /**
   * Reads the tokens anew unless somebody just did: of all requests that find them too old, one
   * asks the database, and the others wait for it.
   */
  synchronized void refreshOnce() {
    if (!fresh()) {
      refresh();
    }
  }

  /** Reads the tokens anew. Waits for the database. */
  void refresh() {
    Map<String, ApiToken> byHash = new HashMap<>();
    boolean any = false;
    for (ApiTokens.Known known : tokens.known()) {
      any = true;
      if (known.token().revokedAt() == null) {
        byHash.put(known.hash(), known.token());
      }
    }
    snapshot = new Snapshot(byHash, any, System.nanoTime());
  }

  /** Whether a token was ever made. Ending the last one does not open the doors again. */
  boolean required() {
    return snapshot.any();
  }

  /** The token that a header {@code Authorization} brings; empty for none and for a wrong one. */
  Optional<ApiToken> of(String authorization) {
    String secret = secret(authorization);
    return secret == null
        ? Optional.empty()
        : Optional.ofNullable(snapshot.byHash().get(ApiTokens.hash(secret)));
  }

  /** Programs send it as bearer. Browsers ask for a name and a password: it is the password. */
  private static String secret(String authorization) {
    String[] parts = authorization == null ? new String[0] : authorization.strip().split(" +", 2);
    if (parts.length < 2) {
      return null;
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> parts[1].strip();
      case "basic" -> password(parts[1].strip());
      default -> null;
    };
  }

  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
