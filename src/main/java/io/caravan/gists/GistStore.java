package io.caravan.gists;

import io.caravan.db.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Stores what a visit has found. All of it, and that the visit took place, is one transaction:
 * whoever is interrupted has not been there.
 */
final class GistStore {

  /** What became of the gists of a visit. */
  record Stored(long added, long changed, long same) {}

  private final DataSource database;

  GistStore(DataSource database) {
    this.database = database;
  }

  /** Stores a visit; null when the person is tracked no more. */
  Stored store(Visit visit) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Storing storing = new Storing(connection, Product.of(database));
        Stored stored = storing.exists(visit) ? storing.store(visit) : null;
        connection.commit();
        return stored;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** Notes that a visit found what was known. */
  void unchanged(Visit visit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update people set last_visit = ?, updated_at = ? where id = ?")) {
      Times times = new Times(Product.of(database));
      times.set(update, 1, visit.begun());
      times.set(update, 2, visit.begun());
      update.setLong(3, visit.person().id());
      update.executeUpdate();
    }
  }
}
