package io.caravan.gists;

import io.caravan.db.Product;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as the products want them. */
final class Times {

  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private final Product product;

  Times(Product product) {
    this.product = product;
  }

  /** Sets a parameter. MySQL gets UTC in so many words: its driver would think of our zone. */
  void set(PreparedStatement statement, int position, Instant moment) throws SQLException {
    if (moment == null) {
      statement.setObject(position, null);
      return;
    }
    OffsetDateTime utc = moment.atOffset(ZoneOffset.UTC);
    if (product == Product.POSTGRESQL) {
      statement.setObject(position, utc);
    } else {
      statement.setString(position, PLAIN.format(utc));
    }
  }
}
