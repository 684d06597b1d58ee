package io.caravan.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What an answer says about its sender's patience.
 *
 * @param left what is left of each window that the answer tells about
 * @param retryAfter when the next call is welcome, as {@code Retry-After} has it; null when absent
 */
record RateHeaders(List<Left> left, Instant retryAfter) {

  /**
   * What is left of a window.
   *
   * @param window its name
   * @param calls that are left
   * @param until when there are more; null when the answer does not say
   * @param told whether the answer itself says until when, and not only its window's length
   */
  record Left(String window, long calls, Instant until, boolean told) {}

  /**
   * {@code x-ratelimit-reset} is an epoch at GitHub and seconds left at Pipedrive. No window is
   * longer than a year, no epoch since 1971 shorter.
   */
  private static final long LONGEST_SECONDS_LEFT = Duration.ofDays(365).toSeconds();

  /** A limit of a day may be raised before its end; it is tried again that often. */
  private static final Duration LONGEST_GUESS = Duration.ofHours(1);

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}");

  static RateHeaders of(Map<String, Object> headers, List<RateRules.Window> windows, Instant now) {
    List<Left> left = new ArrayList<>();
    for (RateRules.Window window : windows) {
      OptionalLong calls = number(headers, window.remaining());
      Instant until = until(headers, window, now);
      if (calls.isPresent() || (window.reset() != null && until != null)) {
        left.add(
            new Left(
                window.remaining(), calls.orElse(Long.MAX_VALUE), until, window.reset() != null));
      }
    }
    return new RateHeaders(left, retryAfter(headers, now));
  }

  /** Whether there is no room, whatever the status says. */
  boolean saysFull() {
    return retryAfter != null || left.stream().anyMatch(window -> window.calls() <= 0);
  }

  /** The same for an answer that says in its body when the next call is welcome. */
  RateHeaders until(Instant open) {
    return retryAfter == null ? new RateHeaders(left, open) : this;
  }

  /** When the next call is welcome after a refusal; null when the answer does not say. */
  Instant openAgain() {
    return retryAfter != null
        ? retryAfter
        : left.stream()
            .filter(window -> window.told() || window.calls() <= 0)
            .map(Left::until)
            .filter(until -> until != null)
            .max(Instant::compareTo)
            .orElse(null);
  }

  private static Instant until(Map<String, Object> headers, RateRules.Window window, Instant now) {
    if (window.reset() == null) {
      boolean guess = window.length().compareTo(LONGEST_GUESS) > 0;
      return now.plus(guess ? LONGEST_GUESS : window.length());
    }
    OptionalLong reset = number(headers, window.reset());
    return reset.isEmpty() || reset.getAsLong() < 0 ? null : instant(reset.getAsLong(), now);
  }

  private static Instant instant(long reset, Instant now) {
    return reset <= LONGEST_SECONDS_LEFT ? now.plusSeconds(reset) : Instant.ofEpochSecond(reset);
  }

  private static Instant retryAfter(Map<String, Object> headers, Instant now) {
    OptionalLong seconds = number(headers, "Retry-After");
    if (seconds.isPresent()) {
      return seconds.getAsLong() < 0 ? null : retryAfter(seconds.getAsLong(), now);
    }
    Object value = headers.get("Retry-After");
    if (value == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(value.toString().strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Seconds by its definition; a point in time at some. Nothing else is as large. */
  private static Instant retryAfter(long number, Instant now) {
    Instant latest = now.plusSeconds(LONGEST_SECONDS_LEFT);
    Instant point = Instant.ofEpochSecond(Math.min(number, latest.getEpochSecond()));
    boolean isPoint = number > LONGEST_SECONDS_LEFT && point.isAfter(now) && point.isBefore(latest);
    return isPoint ? point : now.plusSeconds(Math.min(number, LONGEST_SECONDS_LEFT));
  }

  private static OptionalLong number(Map<String, Object> headers, String name) {
    Object value = headers.get(name);
    if (value == null || !NUMBER.matcher(value.toString().strip()).matches()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(value.toString().strip()));
  }
}
