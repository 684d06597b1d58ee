package io.caravan.http;

import io.caravan.config.Settings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How patient calls are.
 *
 * @param retries tries after the first one
 * @param firstWait pause before the first of them; it doubles each time
 * @param longestPause the pause stops growing here
 * @param longestWait all pauses and rate limits of one call together
 * @param breakerAfter how many tries in a row may fail before an account is left alone
 * @param breakerRest for how long it is
 */
record HttpLimits(
    int retries,
    Duration firstWait,
    Duration longestPause,
    Duration longestWait,
    int breakerAfter,
    Duration breakerRest) {

  /** The pause after this many failed tries: doubling, and shortened at random by up to half. */
  Duration pause(int tries) {
    Duration full = firstWait.multipliedBy(1L << Math.min(tries - 1, 20));
    long most = Math.min(full.toMillis(), longestPause.toMillis());
    return Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }

  static HttpLimits of(Settings settings) {
    return new HttpLimits(
        settings.getInt("http.retries", 4),
        settings.getDuration("http.first-wait", Duration.ofMillis(500)),
        settings.getDuration("http.longest-pause", Duration.ofSeconds(30)),
        settings.getDuration("http.longest-wait", Duration.ofMinutes(15)),
        settings.getInt("http.breaker-after", 20),
        settings.getDuration("http.breaker-rest", Duration.ofMinutes(1)));
  }
}
