package io.caravan.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests a caller may send: a bucket each, that fills evenly and holds a second's worth,
 * at least a few.
 */
final class RateLimit {

  private static final double LEAST_BURST = 20;
  private static final int MOST_CALLERS = 10_000;
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double burst;
  private final LongSupplier clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  private static final class Bucket {
    private double filled;
    private long at;
  }

  /**
   * @param perMinute 0 for no limit
   * @param clock in nanoseconds
   */
  RateLimit(int perMinute, LongSupplier clock) {
    this.perSecond = perMinute / 60.0;
    this.burst = Math.max(LEAST_BURST, perSecond);
    this.clock = clock;
  }

  /** Takes one; the seconds to wait before the next try where there is none, else 0. */
  synchronized long take(String caller) {
    if (perSecond == 0) {
      return 0;
    }
    long now = clock.getAsLong();
    Bucket bucket = buckets.get(caller);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.filled = burst;
      buckets.put(caller, bucket);
    } else {
      bucket.filled = Math.min(burst, bucket.filled + (now - bucket.at) / NANOS * perSecond);
    }
    bucket.at = now;
    if (bucket.filled >= 1) {
      bucket.filled -= 1;
      return 0;
    }
    return (long) Math.ceil((1 - bucket.filled) / perSecond);
  }
}
