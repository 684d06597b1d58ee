package io.caravan.people;

import io.caravan.db.Product;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times of rows as RFC 3339 wants them, in UTC. There are thousands in a page, so no formatter is
 * asked; and what was stored together has one time, which is written once.
 */
final class Moment {

  private static final int TO_THE_SECOND = "2026-11-21T09:00:00".length();

  private static final int NANOS_OF_A_MICRO = 1000;

  private final Product product;
  private final ResultSet row;
  private Instant last;
  private String lastText;

  Moment(Product product, ResultSet row) {
    this.product = product;
    this.row = row;
  }

  /** The time in a column of the row at hand; null for none. */
  String text(int column) throws SQLException {
    Instant moment = moment(column);
    if (moment == null) {
      return null;
    }
    if (!moment.equals(last)) {
      last = moment;
      lastText = text(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
    }
    return lastText;
  }

  /** PostgreSQL's driver gives a timestamp in half of the time that an offset time takes it. */
  private Instant moment(int column) throws SQLException {
    if (product == Product.POSTGRESQL) {
      Timestamp moment = row.getTimestamp(column);
      return moment == null ? null : moment.toInstant();
    }
    return row.getString(column) == null ? null : product.moment(row, column).toInstant();
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
