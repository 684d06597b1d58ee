package io.caravan.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Which account each login leads to, remembered so that an unchanged sync needs no call at all. */
final class Accounts {

  private final DataSource database;

  Accounts(DataSource database) {
    this.database = database;
  }

  /** The account of a login; null when it has not been asked for yet. */
  String recall(String destination, String login) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select account from caravan.sync_accounts where destination = ? and login = ?")) {
      query.setString(1, destination);
      query.setString(2, login);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  void remember(String destination, String login, String account) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into caravan.sync_accounts (destination, login, account) values (?, ?, ?)
                on conflict (destination, login) do update set account = excluded.account, updated_at = clock_timestamp()
                """)) {
      insert.setString(1, destination);
      insert.setString(2, login);
      insert.setString(3, account);
      insert.executeUpdate();
    }
  }
}
