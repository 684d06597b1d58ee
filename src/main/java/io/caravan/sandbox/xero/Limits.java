package io.caravan.sandbox.xero;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many calls a minute and a day for each organisation, and a minute for the app over all of
 * them. A refused call costs nothing.
 */
final class Limits {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<String, Deque<Instant>> lastMinute = new HashMap<>();
  private final Map<String, Integer> today = new HashMap<>();
  private LocalDate day;
  private int aMinute = 60;
  private int aDay = 5_000;
  private int appMinute = 10_000;

  Limits(Clock clock) {
    this.clock = clock;
  }

  synchronized void minute(int calls) {
    aMinute = calls;
  }

  synchronized void day(int calls) {
    aDay = calls;
  }

  synchronized void appMinute(int calls) {
    appMinute = calls;
  }

  /**
   * Takes one call.
   *
   * @return the headers that tell what is left
   * @throws Refused with 429 when nothing is left
   */
  synchronized Map<String, String> charge(String tenantId) {
    Instant now = clock.instant();
    LocalDate date = now.atOffset(ZoneOffset.UTC).toLocalDate();
    if (!date.equals(day)) {
      day = date;
      today.clear();
    }
    lastMinute.values().forEach(calls -> calls.removeIf(call -> !call.isAfter(now.minus(MINUTE))));
    Deque<Instant> minute = lastMinute.computeIfAbsent(tenantId, none -> new ArrayDeque<>());
    int all = lastMinute.values().stream().mapToInt(Deque::size).sum();
    int spent = today.getOrDefault(tenantId, 0);
    if (spent >= aDay) {
      Instant midnight = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      throw Refused.tooMany("day", headers(minute, spent, all, Duration.between(now, midnight)));
    }
    if (minute.size() >= aMinute || all >= appMinute) {
      Duration wait =
          minute.isEmpty() ? MINUTE : Duration.between(now, minute.peekFirst().plus(MINUTE));
      String problem = minute.size() >= aMinute ? "minute" : "appminute";
      throw Refused.tooMany(problem, headers(minute, spent, all, wait));
    }
    minute.addLast(now);
    today.merge(tenantId, 1, Integer::sum);
    return headers(minute, spent + 1, all + 1, null);
  }

  private Map<String, String> headers(Deque<Instant> minute, int spent, int all, Duration wait) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-MinLimit-Remaining", "" + Math.max(0, aMinute - minute.size()));
    headers.put("X-DayLimit-Remaining", "" + Math.max(0, aDay - spent));
    headers.put("X-AppMinLimit-Remaining", "" + Math.max(0, appMinute - all));
    if (wait != null) {
      headers.put("Retry-After", "" + (wait.toSeconds() + 1));
    }
    return headers;
  }
}
