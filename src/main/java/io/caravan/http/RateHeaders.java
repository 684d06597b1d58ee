package io.caravan.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What an answer says about its sender's patience.
 *
 * @param remaining calls left in the present window; empty when the answer does not say
 * @param openAgain when the next call is welcome; null when the answer does not say
 * @param retryAfter the same, as {@code Retry-After} has it; null when absent
 */
record RateHeaders(OptionalLong remaining, Instant openAgain, Instant retryAfter) {

  /**
   * {@code x-ratelimit-reset} is an epoch at GitHub and seconds left at Pipedrive. No window is
   * longer than a year, no epoch since 1971 shorter.
   */
  private static final long LONGEST_SECONDS_LEFT = Duration.ofDays(365).toSeconds();

  static RateHeaders of(Map<String, Object> headers, Instant now) {
    OptionalLong remaining = number(headers, "x-ratelimit-remaining");
    OptionalLong reset = number(headers, "x-ratelimit-reset");
    Instant openAgain =
        reset.isEmpty() || reset.getAsLong() < 0 ? null : instant(reset.getAsLong(), now);
    return new RateHeaders(remaining, openAgain, retryAfter(headers, now));
  }

  private static Instant instant(long reset, Instant now) {
    return reset <= LONGEST_SECONDS_LEFT ? now.plusSeconds(reset) : Instant.ofEpochSecond(reset);
  }

  private static Instant retryAfter(Map<String, Object> headers, Instant now) {
    OptionalLong seconds = number(headers, "Retry-After");
    if (seconds.isPresent()) {
      return seconds.getAsLong() < 0
          ? null
          : now.plusSeconds(Math.min(seconds.getAsLong(), LONGEST_SECONDS_LEFT));
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

  private static OptionalLong number(Map<String, Object> headers, String name) {
    Object value = headers.get(name);
    if (value == null || !value.toString().strip().matches("-?\\d{1,15}")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(value.toString().strip()));
  }
}
