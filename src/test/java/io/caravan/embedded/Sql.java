package io.caravan.embedded;

import io.caravan.TestDatabase;
import io.caravan.db.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a database one thing. */
final class Sql {

  private Sql() {}

  static String ask(DatabaseAddress address, String query) throws SQLException {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  static void run(DatabaseAddress address, String... commands) throws SQLException {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }
}
