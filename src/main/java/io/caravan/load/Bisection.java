package io.caravan.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/**
 * Stores the rows of one table and finds those the database refuses: a part that fails is undone
 * and tried again in halves, down to the single rows that are to blame.
 */
final class Bisection {

  private final Dialect dialect;
  private final LoadedTable table;
  private final Connection transaction;
  private final String runId;
  private final RejectLimit rejects;
  private boolean staged;

  Bisection(
      Dialect dialect,
      LoadedTable table,
      Connection transaction,
      String runId,
      RejectLimit rejects) {
    this.dialect = dialect;
    this.table = table;
    this.transaction = transaction;
    this.runId = runId;
    this.rejects = rejects;
  }

  Stored store(List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return Stored.NOTHING;
    }
    Savepoint before = transaction.setSavepoint();
    SQLException failure;
    try {
      Stored stored = attempt(rows);
      transaction.releaseSavepoint(before);
      return stored;
    } catch (SQLException e) {
      failure = e;
    }
    boolean appended = table.appends() && !table.key().isEmpty();
    if (!dialect.blamesRows(failure)) {
      throw failure;
    }
    transaction.rollback(before);
    if (appended && dialect.isDuplicate(failure)) {
      table.touched();
      return store(rows);
    }
    if (rows.size() == 1) {
      rejects.add(table.name(), failure, rows.get(0));
      return Stored.NOTHING;
    }
    int half = rows.size() / 2;
    return store(rows.subList(0, half)).plus(store(rows.subList(half, rows.size())));
  }

  private Stored attempt(List<Row> rows) throws SQLException {
    if (table.appends()) {
      return table.writer().append(transaction, rows, runId);
    }
    if (staged) {
      table.writer().clear(transaction);
    }
    staged = true;
    return table.writer().upsert(transaction, rows, runId);
  }
}
