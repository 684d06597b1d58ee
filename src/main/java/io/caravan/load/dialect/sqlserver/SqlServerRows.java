package io.caravan.load.dialect.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.caravan.load.dialect.plain.RowStore;
import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Stores rows with bulk copy into a temporary table and from there into the table. */
final class SqlServerRows implements RowStore {

  private final SqlServerSql sql;
  private final List<String> names;

  SqlServerRows(TableName table, List<String> keyColumns, List<Column> columns) {
    this.sql = new SqlServerSql(table, keyColumns, columns);
    this.names = columns.stream().map(Column::name).toList();
  }

  @Override
  public void append(Connection transaction, List<Object[]> rows) throws SQLException {
    stage(transaction, rows);
    if (!rows.isEmpty()) {
      try (PreparedStatement append = transaction.prepareStatement(sql.append())) {
        stamp(append, 1, rows.get(0));
        append.executeUpdate();
      }
    }
  }

  @Override
  public Change upsert(Connection transaction, List<Object[]> rows) throws SQLException {
    stage(transaction, rows);
    if (rows.isEmpty()) {
      return Change.NONE;
    }
    long added = 0;
    long changed = 0;
    try (PreparedStatement merge = transaction.prepareStatement(sql.merge())) {
      stamp(merge, 1, rows.get(0));
      stamp(merge, 3, rows.get(0));
      try (ResultSet row = merge.executeQuery()) {
        while (row.next()) {
          if (row.getString(1).equals("INSERT")) {
            added++;
          } else {
            changed++;
          }
        }
      }
    }
    return new Change(added, changed);
  }

  /** The time and the run are the same in all rows. */
  private void stamp(PreparedStatement statement, int place, Object[] row) throws SQLException {
    statement.setString(place, (String) row[names.size()]);
    statement.setString(place + 1, (String) row[names.size() + 1]);
  }

  private void stage(Connection transaction, List<Object[]> rows) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      for (String prepare : sql.prepare()) {
        statement.execute(prepare);
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    try (SQLServerBulkCopy copy =
        new SQLServerBulkCopy(transaction.unwrap(SQLServerConnection.class))) {
      copy.setDestinationTableName(sql.stage());
      copy.writeToServer(new BulkTexts(names, rows));
    }
  }

  @Override
  public void deleteOthers(Connection transaction, RowStore parents) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(sql.deleteOthers(((SqlServerRows) parents).sql));
    }
  }
}
