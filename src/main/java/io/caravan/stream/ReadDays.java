package io.caravan.stream;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days that a step has read of a stream which is asked for by time; kept by the step. A stream
 * that is read whole has none.
 *
 * @param first included
 * @param last included
 */
public record ReadDays(LocalDate first, LocalDate last) {

  /**
   * The days of a span of time.
   *
   * @param from included
   * @param to not included
   * @param zone of the place whose days these are
   */
  public static ReadDays between(Instant from, Instant to, ZoneId zone) {
    return new ReadDays(
        from.atZone(zone).toLocalDate(), to.minusNanos(1).atZone(zone).toLocalDate());
  }

  /** The days from the earlier beginning to the later end. */
  public ReadDays and(ReadDays other) {
    return new ReadDays(
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }
}
