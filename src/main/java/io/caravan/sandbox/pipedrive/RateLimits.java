package io.caravan.sandbox.pipedrive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The two limits of Pipedrive: so many calls in two seconds, and a budget of tokens a day that each
 * call spends by its price. They start at the figures of the Ultimate plan with one seat. A refused
 * call costs nothing.
 */
final class RateLimits {

  private static final int SEARCHES = 10;
  private static final long BUDGET = 30_000L * 7;

  private final Clock clock;
  private final Map<Caller, Window> bursts = new EnumMap<>(Caller.class);
  private final Window searches = new Window(SEARCHES);
  private long budget = BUDGET;
  private long spent;
  private LocalDate day;

  RateLimits(Clock clock) {
    this.clock = clock;
    for (Caller caller : Caller.values()) {
      bursts.put(caller, new Window(caller.callsPer2Seconds()));
    }
  }

  synchronized void burstLimit(int callsPer2Seconds) {
    bursts.values().forEach(window -> window.limit(callsPer2Seconds));
  }

  synchronized void searchLimit(int callsPer2Seconds) {
    searches.limit(callsPer2Seconds);
  }

  synchronized void dailyBudget(long tokens) {
    budget = tokens;
  }

  /**
   * Takes the price of one call.
   *
   * @return the headers that tell the caller what is left
   * @throws Refused with 429 when nothing is left
   */
  synchronized Map<String, String> charge(Caller caller, Call call) {
    Instant now = clock.instant();
    long millis = now.toEpochMilli();
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    if (!today.equals(day)) {
      day = today;
      spent = 0;
    }
    Window burst = bursts.get(caller);
    Window tightest = call.search() ? searches : burst;
    if (spent + call.price() > budget) {
      Instant midnight = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      long seconds = Duration.between(now, midnight).toSeconds() + 1;
      throw Refused.tooManyRequests(
          "Daily API token budget exceeded", headers(tightest, tightest.left(millis), seconds));
    }
    if (burst.left(millis) == 0 || tightest.left(millis) == 0) {
      Window full = burst.left(millis) == 0 ? burst : tightest;
      throw Refused.tooManyRequests(
          "Request over limit", headers(full, 0, full.secondsUntilReset(millis)));
    }
    burst.take(millis);
    if (call.search()) {
      searches.take(millis);
    }
    spent += call.price();
    return headers(tightest, tightest.left(millis), tightest.secondsUntilReset(millis));
  }

  private Map<String, String> headers(Window window, int left, long seconds) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ratelimit-limit", String.valueOf(window.limit()));
    headers.put("x-ratelimit-remaining", String.valueOf(left));
    headers.put("x-ratelimit-reset", String.valueOf(seconds));
    headers.put("x-daily-ratelimit-token-limit", String.valueOf(budget));
    headers.put("x-daily-ratelimit-token-remaining", String.valueOf(Math.max(0, budget - spent)));
    return headers;
  }
}
