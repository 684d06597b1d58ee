package io.caravan.people;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A time as the statements hand it out: {@code 2026-11-21 10:00:00.5+01} with PostgreSQL, which
 * gives the zone of the session, {@code 2026-11-21 09:00:00.500000} in UTC with MySQL.
 */
final class Moment {

  private static final int TO_THE_SECOND = "2026-11-21T09:00:00".length();
  private static final DateTimeFormatter WITH_ZONE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]x");

  private Moment() {}

  /** The same as RFC 3339 wants it, in UTC; null for null. */
  static String text(Object column) {
    if (column == null) {
      return null;
    }
    String text = column.toString().strip();
    String utc = text.endsWith("+00") ? text.substring(0, text.length() - 3) : text;
    if (utc.lastIndexOf('+') > 0 || utc.lastIndexOf('-') > TO_THE_SECOND) {
      return OffsetDateTime.parse(text, WITH_ZONE)
          .withOffsetSameInstant(ZoneOffset.UTC)
          .toInstant()
          .toString();
    }
    return utc.replace(' ', 'T') + "Z";
  }

  /** What is left of a {@link #text} without the parts of a second; these compare like times. */
  static String second(String text) {
    return text.substring(0, TO_THE_SECOND);
  }
}
