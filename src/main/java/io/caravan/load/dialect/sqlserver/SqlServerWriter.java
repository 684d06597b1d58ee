package io.caravan.load.dialect.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.caravan.load.dialect.BatchBuilder;
import io.caravan.load.dialect.RowWriter;
import io.caravan.load.dialect.Stamp;
import io.caravan.load.dialect.Stored;
import io.caravan.load.dialect.WrittenColumn;
import io.caravan.load.dialect.plain.GatheredRows;
import io.caravan.load.dialect.plain.RowValues;
import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import io.caravan.load.value.Moments;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Stores rows with bulk copy into a temporary table and from there into the table. */
final class SqlServerWriter implements RowWriter {

  private final SqlServerSql sql;
  private final List<WrittenColumn> columns;
  private final IntFunction<String> fields;
  private final int[] keyPlaces;

  SqlServerWriter(
      TableName table,
      List<String> keyColumns,
      List<WrittenColumn> columns,
      IntFunction<String> fields) {
    List<Column> written = columns.stream().map(WrittenColumn::column).toList();
    this.sql = new SqlServerSql(table, keyColumns, written);
    this.columns = columns;
    this.fields = fields;
    List<String> names = written.stream().map(Column::name).toList();
    this.keyPlaces = keyColumns.stream().mapToInt(names::indexOf).toArray();
  }

  /** A stage is made anew for each part of a page. */
  @Override
  public void clear(Connection transaction) {}

  @Override
  public BatchBuilder appending(Stamp stamp) {
    RowValues values = values();
    List<Object[]> rows = new ArrayList<>();
    return new GatheredRows(
        row -> rows.add(values.of(row, 0)),
        transaction -> {
          stage(transaction, rows);
          try (PreparedStatement append = transaction.prepareStatement(sql.append())) {
            append.setString(1, Moments.utc(stamp.loadedAt()));
            append.setString(2, stamp.runId());
            append.executeUpdate();
          }
          return new Stored(rows.size(), 0, 0, 0, values.replaced());
        });
  }

  @Override
  public BatchBuilder upserting(Stamp stamp) {
    RowValues values = values();
    Map<List<Object>, Object[]> latest = new LinkedHashMap<>();
    int[] taken = new int[1];
    return new GatheredRows(
        row -> {
          Object[] all = values.of(row, 0);
          latest.put(Arrays.stream(keyPlaces).mapToObj(place -> all[place]).toList(), all);
          taken[0]++;
        },
        transaction -> {
          stage(transaction, List.copyOf(latest.values()));
          long[] counts = merge(transaction, stamp);
          long same = latest.size() - counts[0] - counts[1];
          int repeated = taken[0] - latest.size();
          return new Stored(counts[0], counts[1], same, repeated, values.replaced());
        });
  }

  private RowValues values() {
    return new RowValues(columns, fields, number -> number.stripTrailingZeros().toPlainString());
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
    List<String> names = columns.stream().map(column -> column.column().name()).toList();
    try (SQLServerBulkCopy copy =
        new SQLServerBulkCopy(transaction.unwrap(SQLServerConnection.class))) {
      copy.setDestinationTableName(sql.stage());
      copy.writeToServer(new BulkTexts(names, rows));
    }
  }

  /** Returns how many rows were added and how many were changed. */
  private long[] merge(Connection transaction, Stamp stamp) throws SQLException {
    long[] counts = new long[2];
    try (PreparedStatement merge = transaction.prepareStatement(sql.merge())) {
      for (int i = 1; i <= 4; i += 2) {
        merge.setString(i, Moments.utc(stamp.loadedAt()));
        merge.setString(i + 1, stamp.runId());
      }
      try (ResultSet row = merge.executeQuery()) {
        while (row.next()) {
          counts[row.getString(1).equals("INSERT") ? 0 : 1]++;
        }
      }
    }
    return counts;
  }

  @Override
  public void deleteOthers(Connection transaction, RowWriter parents) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(sql.deleteOthers(((SqlServerWriter) parents).sql));
    }
  }
}
