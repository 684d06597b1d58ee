package io.caravan.http;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Leaves an account alone that has stopped answering, so that not each of a thousand calls waits
 * for its retries. After a rest one call tries again, and one success is enough.
 */
final class Breaker {

  private final int after;
  private final Duration rest;
  private final Clock clock;
  private int failures;
  private Instant closedUntil = Instant.MIN;

  /**
   * @param after how many tries in a row may fail
   * @param rest how long no call is made then
   */
  Breaker(int after, Duration rest, Clock clock) {
    this.after = after;
    this.rest = rest;
    this.clock = clock;
  }

  synchronized void answered() {
    failures = 0;
  }

  synchronized void failed() {
    failures++;
    if (failures >= after) {
      closedUntil = clock.instant().plus(rest);
    }
  }

  /** Fails with E201 while the account is left alone. */
  synchronized void check(Call call) {
    if (failures >= after && clock.instant().isBefore(closedUntil)) {
      throw CaravanException.of(ErrorCode.E201, "The remote system has stopped answering")
          .where(call.at())
          .why(failures + " tries in a row failed; nothing is asked for now")
          .fix("Run it again after " + closedUntil.truncatedTo(ChronoUnit.SECONDS))
          .build();
    }
  }
}
