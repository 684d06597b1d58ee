package io.caravan.sandbox.pipedrive;

import java.util.ArrayDeque;
import java.util.Deque;

/** So many calls in any two seconds. */
final class Window {

  static final long MILLIS = 2_000;

  private final Deque<Long> calls = new ArrayDeque<>();
  private int limit;

  Window(int limit) {
    this.limit = limit;
  }

  void limit(int callsPer2Seconds) {
    limit = callsPer2Seconds;
  }

  int limit() {
    return limit;
  }

  int left(long now) {
    while (!calls.isEmpty() && calls.peekFirst() <= now - MILLIS) {
      calls.removeFirst();
    }
    return Math.max(0, limit - calls.size());
  }

  void take(long now) {
    calls.addLast(now);
  }

  /** Whole seconds until a call leaves the window, at least one. */
  long secondsUntilReset(long now) {
    long oldest = calls.isEmpty() ? now : calls.peekFirst();
    return Math.max(1, (oldest + MILLIS - now + 999) / 1_000);
  }
}
