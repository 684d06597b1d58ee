package io.caravan.sandbox.xero;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as Xero writes and reads them. */
final class Moments {

  private Moments() {}

  /** Milliseconds since 1970; the offset is decoration. */
  static String written(Instant instant) {
    return "/Date(" + instant.toEpochMilli() + "+0000)/";
  }

  /** A day is its midnight in UTC. */
  static String written(LocalDate day) {
    return written(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** The twin of a moment, as text. */
  static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The twin of a day, as text. */
  static String text(LocalDate day) {
    return day + "T00:00:00";
  }

  /** {@code If-Modified-Since}, in UTC, with or without a Z; nothing when it cannot be read. */
  static Optional<Instant> read(String header) {
    try {
      return Optional.of(OffsetDateTime.parse(header).toInstant());
    } catch (DateTimeParseException withoutZone) {
      try {
        return Optional.of(LocalDateTime.parse(header).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
  }
}
