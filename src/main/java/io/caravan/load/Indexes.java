package io.caravan.load;

import io.caravan.db.Product;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.run.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The indexes that a catalog wants beside the key, made when a stream has been read: rows go in
 * faster without them. One that the database refuses is noted, and the rows are there all the same.
 */
final class Indexes {

  private final DataSource database;
  private final Dialect dialect;
  private final Step step;
  private final Duration lockWait;

  Indexes(DataSource database, Step step, Duration lockWait) {
    this.database = database;
    this.dialect = Dialects.of(database);
    this.step = step;
    this.lockWait = lockWait;
  }

  /** Makes the missing ones; a column that leads an index of any kind needs none. */
  void make(TableName table, List<String> fields) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      TableShape shape = dialect.describe(connection, table);
      Set<String> found = shape == null ? Set.of() : leading(connection, table);
      DdlRunner runner = new DdlRunner(dialect, connection, step.run().id(), lockWait);
      connection.commit();
      for (String field : fields) {
        for (Column column : KeyTable.columns(shape, List.of(field))) {
          if (!found.contains(column.name())) {
            runner.run(table, index(table, column));
          }
        }
      }
    } catch (SQLException e) {
      step.note("index missing", table + ": " + dialect.reason(e));
    }
  }

  private Ddl index(TableName table, Column column) {
    String name = Names.distinct("caravan_ix_" + table.table() + "_" + column.name());
    return new Ddl(
        List.of(
            "create index "
                + dialect.quote(name)
                + " on "
                + dialect.quoted(table)
                + " ("
                + dialect.quote(column.name())
                + ")"),
        List.of());
  }

  /** The first column of each index. */
  private Set<String> leading(Connection connection, TableName table) throws SQLException {
    Product product = Product.of(database);
    boolean inSchema = product == Product.POSTGRESQL || product == Product.SQLSERVER;
    Set<String> leading = new HashSet<>();
    try (ResultSet row =
        connection
            .getMetaData()
            .getIndexInfo(
                connection.getCatalog(),
                inSchema ? table.schema() : null,
                table.table(),
                false,
                true)) {
      while (row.next()) {
        if (row.getInt("ORDINAL_POSITION") == 1) {
          leading.add(row.getString("COLUMN_NAME"));
        }
      }
    }
    return leading;
  }
}
