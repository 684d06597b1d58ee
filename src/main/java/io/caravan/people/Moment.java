package io.caravan.people;

import io.caravan.db.MicroText;
import io.caravan.db.Product;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Times of rows as RFC 3339 wants them. What was stored together has one, which is written once.
 */
final class Moment {

  private static final int TO_THE_SECOND = "2026-11-21T09:00:00".length();

  private final Product product;
  private final ResultSet row;
  private Object last;
  private String lastText;

  Moment(Product product, ResultSet row) {
    this.product = product;
    this.row = row;
  }

  /** The time in a column of the row at hand; null for none. */
  String text(int column) throws SQLException {
    Object given = given(column);
    if (given != null && !given.equals(last)) {
      last = given;
      lastText = MicroText.iso(product.moment(row, column).toInstant());
    }
    return given == null ? null : lastText;
  }

  /** PostgreSQL's driver gives a timestamp in half of the time that an offset time takes it. */
  private Object given(int column) throws SQLException {
    return product == Product.POSTGRESQL ? row.getTimestamp(column) : row.getString(column);
  }

  /** What is left of a {@link #text} without the parts of a second; these compare like times. */
  static String second(String text) {
    return text.substring(0, TO_THE_SECOND);
  }
}
