package io.caravan.load;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Dependent;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Changes tables, each change in a short transaction of its own, and keeps a log of them. Never
 * inside the transaction of a load: it would hold its locks for as long as the load lasts, and some
 * databases commit at each DDL.
 */
final class DdlRunner {

  private final Dialect dialect;
  private final Connection connection;
  private final String runId;
  private final Duration lockWait;
  private String running;

  DdlRunner(Dialect dialect, Connection connection, String runId, Duration lockWait) {
    this.dialect = dialect;
    this.connection = connection;
    this.runId = runId;
    this.lockWait = lockWait;
  }

  /** Makes a change and returns it as it was made in the end. */
  Ddl run(TableName table, Ddl wanted) throws SQLException {
    Ddl change = dialect.prepared(connection, table, wanted);
    try {
      execute(table, change);
      return change;
    } catch (SQLException e) {
      connection.rollback();
      Optional<Dependent> inTheWay =
          running == null ? Optional.empty() : change.dependentOf(running);
      if (inTheWay.isPresent() && !dialect.mayPass(e)) {
        throw dialect.dependentRefused(connection, table, wanted, inTheWay.get(), e);
      }
      if (dialect.isDuplicate(e)) {
        throw duplicate(table, change, e);
      }
      throw e;
    }
  }

  private CaravanException duplicate(TableName table, Ddl change, SQLException reason) {
    return CaravanException.of(ErrorCode.E304, table + " cannot be changed as its records need it")
        .where(change.text())
        .why(dialect.reason(reason))
        .fix("Remove the rows that have the same key, or change key= of the route")
        .cause(reason)
        .build();
  }

  private void execute(TableName table, Ddl change) throws SQLException {
    running = null;
    try (Statement statement = connection.createStatement()) {
      dialect.limitWaits(connection, lockWait);
      // First: where each DDL commits, a column that is there must not be without its note.
      dialect.log(connection, table, runId, change);
      for (String sql : change.all()) {
        running = sql;
        statement.execute(sql);
      }
      running = null;
      connection.commit();
    }
  }
}
