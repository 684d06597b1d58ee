package io.caravan.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Begins a login with the refresh token in the settings ({@code <account>.refresh-token}), for
 * machines where nobody can open a browser.
 *
 * <p>Where refresh tokens rotate, the one in the settings is worthless after its first use. So it
 * counts only while the store has no living login, and never twice.
 */
final class Bootstrap {

  private final LoginStore logins;
  private final Renewal renewal;
  private final Clock clock;

  Bootstrap(LoginStore logins, Renewal renewal, Clock clock) {
    this.logins = logins;
    this.renewal = renewal;
    this.clock = clock;
  }

  /**
   * The refresh token a login can begin with; empty while one lives, and for one that was tried.
   */
  Optional<String> candidate(Connection connection, Optional<Login> stored) {
    if (stored.isPresent() && !stored.get().hasEnded()) {
      return Optional.empty();
    }
    return connection
        .refreshToken()
        .filter(token -> stored.isEmpty() || !fingerprint(token).equals(stored.get().begunWith()));
  }

  /**
   * The login that is alive, begun now if nobody has.
   *
   * @throws io.caravan.error.CaravanException E203 when there is nothing to begin with
   */
  Login begin(Connection connection) {
    return renewal.alone(
        connection,
        () -> {
          Optional<Login> stored = logins.find(connection.name());
          if (stored.isPresent() && !stored.get().hasEnded()) {
            return stored.get();
          }
          String token =
              candidate(connection, stored)
                  .orElseThrow(
                      () ->
                          Tokens.loginNeeded(
                              connection.name(), stored.map(Login::ended).orElse(null)));
          Login login = Login.begunWith(token, fingerprint(token), clock.instant());
          logins.save(connection.name(), login);
          return login;
        });
  }

  private static String fingerprint(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
