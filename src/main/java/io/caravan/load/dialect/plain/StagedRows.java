package io.caravan.load.dialect.plain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Stores rows with batches of inserts: into a temporary table and from there, by key, into the
 * table; or, when nothing can be there yet, into the table itself.
 */
public final class StagedRows implements RowStore {

  private final StageSql sql;
  private final Batches batches;

  /**
   * @param batches how this driver takes many rows at once
   */
  public StagedRows(StageSql sql, Batches batches) {
    this.sql = sql;
    this.batches = batches;
  }

  @Override
  public void append(Connection transaction, List<Object[]> rows) throws SQLException {
    batches.insert(transaction, sql::intoTarget, rows, sql.width() + 2);
  }

  @Override
  public Change upsert(Connection transaction, List<Object[]> rows) throws SQLException {
    execute(transaction, sql.prepare());
    if (rows.isEmpty()) {
      return Change.NONE;
    }
    batches.insert(transaction, sql::intoStage, rows, sql.width());
    Object[] any = rows.get(0);
    long changed = sql.update() == null ? 0 : execute(transaction, sql.update(), any);
    long added = changed == rows.size() ? 0 : execute(transaction, sql.insert(), any);
    return new Change(added, changed);
  }

  /** The time and the run are the same in all rows. */
  private long execute(Connection transaction, String statement, Object[] row) throws SQLException {
    try (PreparedStatement change = transaction.prepareStatement(statement)) {
      change.setString(1, (String) row[sql.width()]);
      change.setString(2, (String) row[sql.width() + 1]);
      return change.executeUpdate();
    }
  }

  @Override
  public void deleteOthers(Connection transaction, RowStore parents) throws SQLException {
    execute(transaction, sql.deleteOthers(((StagedRows) parents).sql));
  }

  private static void execute(Connection transaction, List<String> statements) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
