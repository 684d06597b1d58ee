package io.caravan.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Changes tables, each change in a short transaction of its own, and keeps a log of them. Never
 * inside the transaction of a load: it would hold its locks for as long as the load lasts, and some
 * databases commit at each DDL.
 */
final class DdlRunner {

  private static final String LOG =
      "insert into caravan.ddl_log (table_name, run_id, columns, statement) values (?, ?, ?, ?)";

  private DdlRunner() {}

  static void run(Connection connection, TableName table, Ddl change, String runId)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '5s'");
      for (String sql : change.statements()) {
        statement.execute(sql);
      }
      try (PreparedStatement log = connection.prepareStatement(LOG)) {
        log.setString(1, table.toString());
        log.setString(2, runId);
        log.setArray(3, connection.createArrayOf("text", change.columns().toArray()));
        log.setString(4, change.text());
        log.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }
}
