package io.caravan.auth;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets new tokens for a login, once for all callers in all processes, and stores them before
 * anybody uses them.
 */
final class Renewal {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  /** Keeps a broken token endpoint to at most five questions in ten minutes. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(150);

  private final LoginStore logins;
  private final TokenEndpoint endpoint;
  private final Path folder;
  private final Clock clock;

  Renewal(LoginStore logins, TokenEndpoint endpoint, Path folder, Clock clock) {
    this.logins = logins;
    this.endpoint = endpoint;
    this.folder = folder;
    this.clock = clock;
  }

  /** How much a caller needs new tokens. */
  enum Need {
    /** The present one is about to expire. */
    SOON,
    /** The remote system refused the present one. */
    NOW,
    /** A person asked; a pause after a failure does not count. */
    ASKED
  }

  /** Everything that changes a login happens inside. */
  <T> T alone(Connection connection, SharedLock.Work<T> work) {
    try {
      return new SharedLock(folder.resolve("login-" + connection.name() + ".lock")).hold(work);
    } catch (IOException e) {
      throw CaravanException.of(
              ErrorCode.E305, "The login of " + connection.name() + " cannot be locked")
          .where(folder.toString())
          .why(e.getMessage())
          .cause(e)
          .build();
    }
  }

  /**
   * A login newer than the generation the caller knows, by whoever renews it first.
   *
   * @throws CaravanException E203 when only a person can help, E201 when the provider gives no
   *     answer, E202 when it does not accept the application
   */
  Login after(Connection connection, long generation, Need need) {
    return alone(connection, () -> renew(connection, generation, need));
  }

  /** Saves tokens that could not be saved when they came. */
  void saveWaiting(Connection connection) {
    alone(
        connection,
        () -> {
          if (logins.hasUnsaved(connection.name())) {
            logins
                .find(connection.name())
                .ifPresent(login -> logins.save(connection.name(), login));
          }
          return null;
        });
  }

  private Login renew(Connection connection, long generation, Need need) {
    Login stored =
        logins.find(connection.name()).orElseThrow(() -> Tokens.loginNeeded(connection, null));
    if (stored.hasEnded()) {
      throw Tokens.loginNeeded(connection, stored.ended());
    }
    if (stored.generation() != generation) {
      return stored;
    }
    Instant now = clock.instant();
    if (need != Need.ASKED && now.getEpochSecond() < stored.retryAt()) {
      return goOnWith(connection, stored, need, "the last renewal failed", null);
    }
    if (stored.refreshToken() == null && !connection.byPassword()) {
      return end(connection, stored, "the login has no refresh token");
    }
    logins.save(connection.name(), stored.refreshing(now));
    try {
      Login renewed = stored.renewed(ask(connection, stored), clock.instant());
      logins.save(connection.name(), renewed);
      LOG.info(
          "New token for {}, good until {}",
          connection.name(),
          Instant.ofEpochSecond(renewed.expiresAt()));
      return renewed;
    } catch (NoGrant e) {
      return afterFailure(connection, stored.refreshing(now), need, e);
    }
  }

  /**
   * A lost answer may have rotated the token; providers that rotate take the same one once more for
   * a while. A renewal that was cut off earlier may have left us with a token the provider never
   * heard of; then the one before it counts.
   */
  private Grant ask(Connection connection, Login stored) throws NoGrant {
    boolean cutOffBefore = stored.refreshingSince() > 0;
    try {
      return question(connection, stored);
    } catch (NoGrant first) {
      if (first.meaning() == NoGrant.Meaning.LOST && !Thread.currentThread().isInterrupted()) {
        LOG.warn(
            "No answer to the renewal for {} ({}); asking once more",
            connection.name(),
            first.getMessage());
        return question(connection, stored);
      }
      if (first.meaning() == NoGrant.Meaning.WORTHLESS
          && cutOffBefore
          && !connection.byPassword()
          && stored.previousStillCounts(clock.instant())) {
        return endpoint.refresh(connection, stored.previousRefreshToken());
      }
      throw first;
    }
  }

  /** Who has the password needs no refresh token, and one that is there may be dead. */
  private Grant question(Connection connection, Login stored) throws NoGrant {
    return connection.byPassword()
        ? endpoint.logIn(connection)
        : endpoint.refresh(connection, stored.refreshToken());
  }

  private Login afterFailure(Connection connection, Login stored, Need need, NoGrant failure) {
    if (failure.meaning() == NoGrant.Meaning.WORTHLESS) {
      Login now = logins.find(connection.name()).orElse(stored);
      return now.generation() != stored.generation()
          ? now
          : end(connection, stored, failure.getMessage());
    }
    Login marked = stored.failed(clock.instant().plus(AFTER_FAILURE));
    logins.save(connection.name(), marked);
    if (failure.meaning() == NoGrant.Meaning.CLIENT) {
      throw clientRefused(connection, failure);
    }
    return goOnWith(connection, marked, need, failure.getMessage(), failure);
  }

  /** The present token will do while it lives, unless it was the reason to ask. */
  private Login goOnWith(
      Connection connection, Login stored, Need need, String why, Throwable cause) {
    if (need == Need.SOON && !stored.expired(clock.instant())) {
      return stored;
    }
    throw CaravanException.of(
            ErrorCode.E201, "The login of " + connection.name() + " could not be renewed")
        .where(connection.tokenUrl().toString())
        .why(why + "; next try after " + Instant.ofEpochSecond(stored.retryAt()))
        .fix("Run it again later", "./caravan auth status")
        .cause(cause)
        .build();
  }

  private Login end(Connection connection, Login stored, String why) {
    logins.save(connection.name(), stored.ended(why));
    throw Tokens.loginNeeded(connection, why);
  }

  static CaravanException clientRefused(Connection connection, NoGrant failure) {
    return CaravanException.of(
            ErrorCode.E202, "The application is not accepted by " + connection.name())
        .where(connection.tokenUrl().toString())
        .why(failure.getMessage())
        .fix(
            "Check " + connection.name() + ".client-id and " + connection.name() + ".redirect-uri",
            "./caravan secret set " + connection.name() + ".client-secret")
        .cause(failure)
        .build();
  }
}
