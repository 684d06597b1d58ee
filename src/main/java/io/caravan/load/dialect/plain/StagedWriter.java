package io.caravan.load.dialect.plain;

import io.caravan.load.dialect.BatchBuilder;
import io.caravan.load.dialect.RowWriter;
import io.caravan.load.dialect.Stamp;
import io.caravan.load.dialect.Stored;
import io.caravan.load.dialect.WrittenColumn;
import io.caravan.load.value.Moments;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Stores rows with batches of inserts: into a temporary table and from there, by key, into the
 * table; or, when nothing can be there yet, into the table itself.
 */
final class StagedWriter implements RowWriter {

  /** The arguments of a batch are copied by some drivers, so a page goes in parts. */
  private static final int BATCH = 2_000;

  private final StageSql sql;
  private final List<WrittenColumn> columns;
  private final IntFunction<String> fields;
  private final Function<BigDecimal, Object> decimals;
  private final int[] keyPlaces;

  StagedWriter(
      StageSql sql,
      List<String> keyColumns,
      List<WrittenColumn> columns,
      IntFunction<String> fields,
      Function<BigDecimal, Object> decimals) {
    this.sql = sql;
    this.columns = columns;
    this.fields = fields;
    this.decimals = decimals;
    List<String> names = columns.stream().map(column -> column.column().name()).toList();
    this.keyPlaces = keyColumns.stream().mapToInt(names::indexOf).toArray();
  }

  /** A stage is made anew for each part of a page. */
  @Override
  public void clear(Connection transaction) {}

  @Override
  public BatchBuilder appending(Stamp stamp) {
    RowValues values = new RowValues(columns, fields, decimals);
    List<Object[]> rows = new ArrayList<>();
    String loadedAt = Moments.utc(stamp.loadedAt());
    return new GatheredRows(
        row -> {
          Object[] all = values.of(row, 2);
          all[all.length - 2] = loadedAt;
          all[all.length - 1] = stamp.runId();
          rows.add(all);
        },
        transaction -> {
          insert(transaction, sql.intoTarget(), rows);
          return new Stored(rows.size(), 0, 0, 0, values.replaced());
        });
  }

  @Override
  public BatchBuilder upserting(Stamp stamp) {
    RowValues values = new RowValues(columns, fields, decimals);
    Map<Object, Object[]> latest = new LinkedHashMap<>();
    int[] taken = new int[1];
    return new GatheredRows(
        row -> {
          Object[] all = values.of(row, 0);
          latest.put(key(all), all);
          taken[0]++;
        },
        transaction -> {
          long[] counts = upsert(transaction, List.copyOf(latest.values()), stamp);
          long same = latest.size() - counts[0] - counts[1];
          int repeated = taken[0] - latest.size();
          return new Stored(counts[0], counts[1], same, repeated, values.replaced());
        });
  }

  /** Two keys are equal here exactly when a binary comparison in the database says so. */
  private Object key(Object[] values) {
    if (keyPlaces.length == 1) {
      return comparable(values[keyPlaces[0]]);
    }
    return Arrays.stream(keyPlaces).mapToObj(place -> comparable(values[place])).toList();
  }

  private static Object comparable(Object value) {
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }

  /** Returns how many rows were added and how many were changed. */
  private long[] upsert(Connection transaction, List<Object[]> rows, Stamp stamp)
      throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      for (String prepare : sql.prepare()) {
        statement.execute(prepare);
      }
    }
    if (rows.isEmpty()) {
      return new long[2];
    }
    insert(transaction, sql.intoStage(), rows);
    long changed = sql.update() == null ? 0 : execute(transaction, sql.update(), stamp);
    long added = changed == rows.size() ? 0 : execute(transaction, sql.insert(), stamp);
    return new long[] {added, changed};
  }

  private static long execute(Connection transaction, String statement, Stamp stamp)
      throws SQLException {
    try (PreparedStatement update = transaction.prepareStatement(statement)) {
      update.setString(1, Moments.utc(stamp.loadedAt()));
      update.setString(2, stamp.runId());
      return update.executeUpdate();
    }
  }

  private static void insert(Connection transaction, String statement, List<Object[]> rows)
      throws SQLException {
    try (PreparedStatement insert = transaction.prepareStatement(statement)) {
      int waiting = 0;
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          set(insert, i + 1, row[i]);
        }
        insert.addBatch();
        if (++waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        insert.executeBatch();
      }
    }
  }

  private static void set(PreparedStatement statement, int place, Object value)
      throws SQLException {
    if (value instanceof String text) {
      statement.setString(place, text);
    } else if (value instanceof Long number) {
      statement.setLong(place, number);
    } else if (value == null) {
      statement.setNull(place, java.sql.Types.VARCHAR);
    } else {
      statement.setObject(place, value);
    }
  }

  @Override
  public void deleteOthers(Connection transaction, RowWriter parents) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(sql.deleteOthers(((StagedWriter) parents).sql));
    }
  }
}
