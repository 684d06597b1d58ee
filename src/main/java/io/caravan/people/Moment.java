package io.caravan.people;

import io.caravan.db.Product;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A time as RFC 3339 wants it, in UTC. There are thousands in a page: no formatter is asked. */
final class Moment {

  private static final int TO_THE_SECOND = "2026-11-21T09:00:00".length();

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
    String text = utc.toString();
    // Java leaves seconds away that are zero.
    return text.length() < TO_THE_SECOND ? text + ":00Z" : text + "Z";
  }

  /** What is left of a {@link #text} without the parts of a second; these compare like times. */
  static String second(String text) {
    return text.substring(0, TO_THE_SECOND);
  }
}
