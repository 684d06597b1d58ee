package io.caravan.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Begins a login with what stands in the settings, for machines where nobody can open a browser: a
 * refresh token ({@code <account>.refresh-token}), or user and password.
 *
 * <p>Where refresh tokens rotate, the one in the settings is worthless after its first use. So it
 * counts only while the store has no living login, and never twice. A user and a password count
 * until they change; what was refused is not asked again, as many lock a user out who insists.
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

  /** Whether calls can go on with the stored login, and the settings have nothing newer. */
  boolean stillCounts(Connection connection, Optional<Login> stored) {
    return stored.isPresent()
        && !stored.get().hasEnded()
        && candidate(connection, stored).isEmpty();
  }

  /**
   * The login the settings can begin; empty while one lives, and for one that was tried.
   *
   * @param stored what the secret store has
   */
  Optional<Login> candidate(Connection connection, Optional<Login> stored) {
    if (connection.byPassword()) {
      Login login = withPassword(connection);
      return stored.isPresent() && login.begunWith().equals(stored.get().begunWith())
          ? Optional.empty()
          : Optional.of(login);
    }
    if (stored.isPresent() && !stored.get().hasEnded()) {
      return Optional.empty();
    }
    return connection
        .refreshToken()
        .filter(token -> stored.isEmpty() || !fingerprint(token).equals(stored.get().begunWith()))
        .map(token -> Login.begunWith(token, fingerprint(token), clock.instant()));
  }

  /** A login whose first token will be asked for with user and password. */
  Login withPassword(Connection connection) {
    String asked = connection.tokenUrl() + " " + connection.passwordFields();
    String fingerprint = fingerprint(asked + connection.tokenFields());
    return Login.begunWith(null, fingerprint, clock.instant());
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
          if (stillCounts(connection, stored)) {
            return stored.get();
          }
          Login login =
              candidate(connection, stored)
                  .orElseThrow(
                      () -> Tokens.loginNeeded(connection, stored.map(Login::ended).orElse(null)));
          logins.save(connection.name(), login);
          return login;
        });
  }

  private static String fingerprint(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
