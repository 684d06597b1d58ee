package io.caravan.load;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Changes tables, each change in a short transaction of its own, and keeps a log of them. Never
 * inside the transaction of a load: it would hold its locks for as long as the load lasts, and some
 * databases commit at each DDL.
 */
final class DdlRunner {

  private static final String LOG =
      "insert into caravan.ddl_log (table_name, run_id, columns, statement) values (?, ?, ?, ?)";

  private final Dialect dialect;
  private final Connection connection;
  private final String runId;
  private final Duration lockWait;

  DdlRunner(Dialect dialect, Connection connection, String runId, Duration lockWait) {
    this.dialect = dialect;
    this.connection = connection;
    this.runId = runId;
    this.lockWait = lockWait;
  }

  /** Makes a change and returns it as it was made in the end. */
  Ddl run(TableName table, Ddl wanted) throws SQLException {
    Ddl change = dialect.aroundDependents(connection, table, wanted);
    try {
      execute(table, change);
      return change;
    } catch (SQLException e) {
      connection.rollback();
      if (dialect.isDuplicate(e)) {
        throw refused(
            table,
            change,
            e,
            "Remove the rows that have the same key, or change key= of the route");
      }
      if (change.statements().size() > wanted.statements().size() && !dialect.mayPass(e)) {
        throw refused(
            table, change, e, "Drop the view, run again, and build the dbt models afterwards");
      }
      throw e;
    }
  }

  private CaravanException refused(TableName table, Ddl change, SQLException reason, String fix) {
    return CaravanException.of(ErrorCode.E304, table + " cannot be changed as its records need it")
        .where(change.text())
        .why(dialect.reason(reason))
        .fix(fix)
        .cause(reason)
        .build();
  }

  private void execute(TableName table, Ddl change) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement log = connection.prepareStatement(LOG)) {
      dialect.limitWaits(connection, lockWait);
      for (String sql : change.statements()) {
        statement.execute(sql);
      }
      log.setString(1, table.toString());
      log.setString(2, runId);
      log.setArray(3, connection.createArrayOf("text", change.columns().toArray()));
      log.setString(4, change.text());
      log.executeUpdate();
      connection.commit();
    }
  }
}
