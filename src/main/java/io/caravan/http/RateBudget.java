package io.caravan.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many calls an account may still make, as its answers tell. All callers of the account share
 * one, so that what one learns stops the others too.
 */
final class RateBudget {

  /** What a 429 without any advice costs; enough for a window of a few seconds to pass. */
  private static final Duration WITHOUT_ADVICE = Duration.ofSeconds(2);

  private static final int MOST_DOUBLINGS = 5;

  /** What is left of a window, counted down with each call until the next answer tells. */
  private record Window(long calls, Instant until) {

    boolean isOver(Instant now) {
      return !now.isBefore(until);
    }

    Window less() {
      return new Window(calls - 1, until);
    }
  }

  private final Clock clock;
  private final Map<String, Window> windows = new HashMap<>();
  private Instant closedUntil = Instant.MIN;
  private int refusals;

  RateBudget(Clock clock) {
    this.clock = clock;
  }

  /** Takes one call out of the budget, or says how long to wait before asking again. */
  synchronized Duration take() {
    Instant now = clock.instant();
    Instant open = closedUntil;
    windows.values().removeIf(window -> window.isOver(now));
    for (Window window : windows.values()) {
      if (window.calls() <= 0 && window.until().isAfter(open)) {
        open = window.until();
      }
    }
    if (now.isBefore(open)) {
      return Duration.between(now, open);
    }
    windows.replaceAll((name, window) -> window.less());
    return Duration.ZERO;
  }

  /** Learns from an answer that was not a refusal. */
  synchronized void learn(RateHeaders headers) {
    refusals = 0;
    Instant now = clock.instant();
    for (RateHeaders.Left left : headers.left()) {
      if (left.until() != null && left.calls() != Long.MAX_VALUE) {
        Window known = windows.get(left.window());
        boolean same = left.told() && known != null && !known.isOver(now);
        // Answers overtake each other; within one window the smaller number is the later one.
        long calls = same ? Math.min(known.calls(), left.calls()) : left.calls();
        windows.put(left.window(), new Window(calls, left.until()));
      }
    }
  }

  /** A pause that we know of ourselves: with each refusal in a row twice as long. */
  synchronized Duration longer(Duration pause) {
    return pause.multipliedBy(1L << Math.min(refusals, MOST_DOUBLINGS));
  }

  /** Learns from a 429: nobody calls before the moment the answer names. */
  synchronized void refused(RateHeaders headers) {
    Instant now = clock.instant();
    Instant advised = headers.openAgain();
    if (advised == null || !advised.isAfter(now)) {
      advised = now.plus(longer(WITHOUT_ADVICE));
    }
    refusals++;
    if (advised.isAfter(closedUntil)) {
      closedUntil = advised;
    }
  }
}
