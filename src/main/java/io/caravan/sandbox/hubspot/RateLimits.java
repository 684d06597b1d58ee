package io.caravan.sandbox.hubspot;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The limits of HubSpot: so many calls in any ten seconds, so many searches in any second, so many
 * calls a day. At first those of a private app of a professional account. A refused call costs
 * nothing.
 */
final class RateLimits {

  private static final long TEN_SECONDS = 10_000;
  private static final long SECOND = 1_000;

  private final Clock clock;
  private final Deque<Long> calls = new ArrayDeque<>();
  private final Deque<Long> searches = new ArrayDeque<>();
  private int burst = 190;
  private int search = 5;
  private long daily = 650_000;
  private long today;
  private LocalDate day;

  RateLimits(Clock clock) {
    this.clock = clock;
  }

  synchronized void burst(int callsPer10Seconds) {
    burst = callsPer10Seconds;
  }

  synchronized void search(int callsPerSecond) {
    search = callsPerSecond;
  }

  synchronized void daily(long callsPerDay) {
    daily = callsPerDay;
  }

  /**
   * Takes one call.
   *
   * @return the headers that tell the caller what is left; searches come without
   * @throws Refused with 429 when nothing is left
   */
  synchronized Map<String, String> charge(boolean isSearch) {
    long now = clock.millis();
    LocalDate date = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    if (!date.equals(day)) {
      day = date;
      today = 0;
    }
    if (today >= daily) {
      throw Refused.tooMany("DAILY", headers(0));
    }
    forget(calls, now - TEN_SECONDS);
    forget(searches, now - SECOND);
    if (isSearch && searches.size() >= search) {
      // Searches say neither what is left nor when to come back.
      throw Refused.tooMany("SECONDLY", Map.of());
    }
    if (!isSearch && calls.size() >= burst) {
      Map<String, String> headers = headers(0);
      headers.put("Retry-After", "1");
      throw Refused.tooMany("TEN_SECONDLY_ROLLING", headers);
    }
    (isSearch ? searches : calls).addLast(now);
    today++;
    return isSearch ? Map.of() : headers(burst - calls.size());
  }

  private Map<String, String> headers(int remaining) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-HubSpot-RateLimit-Max", String.valueOf(burst));
    headers.put("X-HubSpot-RateLimit-Remaining", String.valueOf(remaining));
    headers.put("X-HubSpot-RateLimit-Interval-Milliseconds", String.valueOf(TEN_SECONDS));
    headers.put("X-HubSpot-RateLimit-Daily", String.valueOf(daily));
    headers.put("X-HubSpot-RateLimit-Daily-Remaining", String.valueOf(daily - today));
    return headers;
  }

  private static void forget(Deque<Long> window, long until) {
    while (!window.isEmpty() && window.peekFirst() <= until) {
      window.removeFirst();
    }
  }
}
