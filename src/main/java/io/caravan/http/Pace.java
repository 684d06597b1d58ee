package io.caravan.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** No more than so many calls in any span of a length, as we set it for ourselves. */
final class Pace {

  private final int calls;
  private final Duration span;
  private final Clock clock;
  private final Deque<Instant> latest = new ArrayDeque<>();

  /**
   * @param calls 0 for as many as come
   */
  Pace(int calls, Duration span, Clock clock) {
    this.calls = calls;
    this.span = span;
    this.clock = clock;
  }

  /** How long until the next call may be made. */
  synchronized Duration untilFree() {
    if (calls == 0 || latest.size() < calls) {
      return Duration.ZERO;
    }
    Duration wait = Duration.between(clock.instant(), latest.element().plus(span));
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** A call is made. */
  synchronized void taken() {
    if (calls > 0) {
      latest.add(clock.instant());
      if (latest.size() > calls) {
        latest.remove();
      }
    }
  }
}
