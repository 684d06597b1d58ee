package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.auth.Logins;
import io.caravan.auth.Tokens;
import io.caravan.cli.output.Ticker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews logins that no pipeline used for a week, so that they do not die of disuse. Looks every
 * hour, because a process seldom lives for a whole week.
 */
final class KeptLogins {

  private static final Logger LOG = LoggerFactory.getLogger(KeptLogins.class);
  private static final Duration LOOK = Duration.ofHours(1);
  private static final Duration UNUSED = Duration.ofDays(7);

  private KeptLogins() {}

  /** Goes on until it is closed. */
  static Ticker of(Caravan caravan) {
    Tokens tokens = caravan.context().getRegistry().findSingleByType(Tokens.class);
    Logins logins = new Logins(tokens);
    return new Ticker(LOOK, () -> keep(logins, UNUSED));
  }

  /** A failure is told and tried again: an exception would end the ticker. */
  static void keep(Logins logins, Duration unused) {
    try {
      logins
          .keepAlive(unused)
          .forEach(
              (account, failure) ->
                  LOG.warn(
                      "The login to {} is not used and cannot be renewed: {}",
                      account,
                      failure.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("Logins that are not used cannot be renewed: {}", e.getMessage());
    }
  }
}
