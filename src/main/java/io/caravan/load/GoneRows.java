package io.caravan.load;

import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Compares a table with the keys that a run has met, inside the transaction of the caller. */
final class GoneRows {

  private final Dialect dialect;
  private final Connection transaction;
  private final String table;
  private final KeyTable keys;
  private final String presence;

  /**
   * @param keyColumns in the order of the fields of the keys
   * @param soft whether rows that are gone stay in the table, marked
   * @param within a condition that says which rows a run had to meet; empty for all
   */
  GoneRows(
      Dialect dialect,
      Connection transaction,
      TableName table,
      List<Column> keyColumns,
      SeenKeys keys,
      boolean soft,
      String within)
      throws SQLException, IOException {
    this.dialect = dialect;
    this.transaction = transaction;
    this.table = dialect.quoted(table);
    this.keys = new KeyTable(dialect, transaction, "_caravan_keys", table, keyColumns, keys);
    this.presence =
        (soft ? this.table + "._deleted_at is null and " : "")
            + (within.isEmpty() ? "" : within + " and ");
  }

  /** How many rows are in the table and not yet known to be gone. */
  long present() throws SQLException {
    return count("1 = 1");
  }

  /** How many of them no key is for. */
  long missing() throws SQLException {
    return count("not " + keys.has());
  }

  private long count(String condition) throws SQLException {
    try (Statement statement = transaction.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from " + table + " where " + presence + condition)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Marks the rows that no key is for. */
  long mark(String runId) throws SQLException {
    try (PreparedStatement mark =
        transaction.prepareStatement(
            "update %1$s set _deleted_at = %2$s, _loaded_at = %2$s, _run_id = ? where %3$snot %4$s"
                .formatted(table, dialect.clock(), presence, keys.has()))) {
      mark.setString(1, runId);
      return mark.executeUpdate();
    }
  }

  /** Deletes the rows that no key is for. */
  long deleteOthers() throws SQLException {
    return KeyTable.execute(
        transaction, "delete from " + table + " where " + presence + "not " + keys.has());
  }

  /**
   * Deletes the rows of another table that belong to rows no key is for.
   *
   * @param column of the other table that holds the key of the row it belongs to
   * @param key the column of that key
   */
  long deleteChildren(TableName child, Column column, Column key) throws SQLException {
    String children = dialect.quoted(child);
    return KeyTable.execute(
        transaction,
        "delete from "
            + children
            + " where exists (select 1 from "
            + table
            + " where "
            + children
            + "."
            + dialect.quote(column.name())
            + " = "
            + table
            + "."
            + dialect.quote(key.name())
            + " and "
            + presence
            + "not "
            + keys.has()
            + ")");
  }

  /** Deletes the rows that a key is for. */
  long deleteThese() throws SQLException {
    return KeyTable.execute(transaction, "delete from " + table + " where " + keys.has());
  }
}
