package io.caravan.sandbox.wrike;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many calls in any minute; Wrike tells nobody how many are left. */
final class Limit {

  private static final long MILLIS = 60_000;

  private final Clock clock;
  private final Deque<Long> calls = new ArrayDeque<>();
  private int most = 400;

  Limit(Clock clock) {
    this.clock = clock;
  }

  synchronized void most(int callsPerMinute) {
    most = callsPerMinute;
  }

  /** Fails with 429 when the minute is full. */
  synchronized void take() {
    long now = clock.millis();
    while (!calls.isEmpty() && calls.peekFirst() <= now - MILLIS) {
      calls.removeFirst();
    }
    if (calls.size() >= most) {
      throw Refused.tooManyRequests();
    }
    calls.addLast(now);
  }
}
