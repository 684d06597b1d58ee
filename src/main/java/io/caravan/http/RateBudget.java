package io.caravan.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many calls an account may still make, as its answers tell. All callers of the account share
 * one, so that what one learns stops the others too.
 */
final class RateBudget {

  /** What a 429 without any advice costs; enough for a window of a few seconds to pass. */
  private static final Duration WITHOUT_ADVICE = Duration.ofSeconds(2);

  private static final long UNKNOWN = Long.MAX_VALUE;

  private final Clock clock;
  private long remaining = UNKNOWN;
  private Instant windowEnds = Instant.MIN;
  private Instant closedUntil = Instant.MIN;
  private int refusals;

  RateBudget(Clock clock) {
    this.clock = clock;
  }

  /** Takes one call out of the budget, or says how long to wait before asking again. */
  synchronized Duration take() {
    Instant now = clock.instant();
    if (now.isBefore(closedUntil)) {
      return Duration.between(now, closedUntil);
    }
    if (!now.isBefore(windowEnds)) {
      remaining = UNKNOWN;
    }
    if (remaining <= 0) {
      return Duration.between(now, windowEnds);
    }
    if (remaining != UNKNOWN) {
      remaining--;
    }
    return Duration.ZERO;
  }

  /** Learns from an answer that was not a refusal. */
  synchronized void learn(RateHeaders headers) {
    refusals = 0;
    if (headers.remaining().isEmpty() || headers.openAgain() == null) {
      return;
    }
    boolean sameWindow = clock.instant().isBefore(windowEnds) && remaining != UNKNOWN;
    long told = headers.remaining().getAsLong();
    // Answers overtake each other; within one window the smaller number is the later one.
    remaining = sameWindow ? Math.min(remaining, told) : told;
    windowEnds = headers.openAgain();
  }

  /** Learns from a 429: nobody calls before the moment the answer names. */
  synchronized void refused(RateHeaders headers) {
    Instant now = clock.instant();
    Instant advised = headers.retryAfter() != null ? headers.retryAfter() : headers.openAgain();
    if (advised == null || !advised.isAfter(now)) {
      advised = now.plus(WITHOUT_ADVICE.multipliedBy(1L << Math.min(refusals, 5)));
    }
    refusals++;
    if (advised.isAfter(closedUntil)) {
      closedUntil = advised;
    }
  }
}
