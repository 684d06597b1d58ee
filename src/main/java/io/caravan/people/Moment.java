package io.caravan.people;

import io.caravan.db.MicroText;
import io.caravan.db.Product;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Times of rows as RFC 3339 wants them. What was stored together has one, which is written once.
 */
final class Moment {

  private static final int TO_THE_SECOND = "2026-11-21T09:00:00".length();

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
      lastText = MicroText.iso(moment);
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

  /** What is left of a {@link #text} without the parts of a second; these compare like times. */
  static String second(String text) {
    return text.substring(0, TO_THE_SECOND);
  }
}
