package io.caravan.sync;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * One kind of object in one account of one destination.
 *
 * @param destination the system, such as {@code pipedrive}
 * @param account the company there that the login leads to
 * @param entity the kind of object, such as {@code deals}
 */
record Target(String destination, String account, String entity) {

  /** The condition that {@link #bind} fills, for any table of this room. */
  static final String HERE = "destination = ? and account = ? and entity = ?";

  /** Sets the three parameters from this position on and yields the next position. */
  int bind(PreparedStatement statement, int position) throws SQLException {
    statement.setString(position, destination);
    statement.setString(position + 1, account);
    statement.setString(position + 2, entity);
    return position + 3;
  }
}
