package io.caravan.people;

import io.caravan.db.Product;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A time as RFC 3339 wants it, in UTC. There are thousands in a page: no formatter is asked. */
final class Moment {

  private static final int TO_THE_SECOND = "2026-11-21T09:00:00".length();

  private static final int NANOS_OF_A_MICRO = 1000;

  private Moment() {}

  /** The time in a column; null for none. */
  static String text(Product product, ResultSet row, int column) throws SQLException {
    if (product != Product.POSTGRESQL && row.getString(column) == null) {
      return null;
    }
    OffsetDateTime moment = product.moment(row, column);
    return moment == null
        ? null
        : text(moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
  }

  private static String text(LocalDateTime utc) {
    byte[] text = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);
    put(text, 3, utc.getYear());
    put(text, 6, utc.getMonthValue());
    put(text, 9, utc.getDayOfMonth());
    put(text, 12, utc.getHour());
    put(text, 15, utc.getMinute());
    put(text, 18, utc.getSecond());
    put(text, 25, utc.getNano() / NANOS_OF_A_MICRO);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Writes a number so that its last digit stands at a place. */
  private static void put(byte[] text, int last, int number) {
    int place = last;
    for (int rest = number; rest > 0; rest /= 10) {
      text[place--] = (byte) ('0' + rest % 10);
    }
  }

  /** What is left of a {@link #text} without the parts of a second; these compare like times. */
  static String second(String text) {
    return text.substring(0, TO_THE_SECOND);
  }
}
