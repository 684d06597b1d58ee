package io.caravan.load.dialect.plain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.function.IntFunction;

/** How many rows at once go into a table. */
public final class Batches {

  /** The arguments of a batch are copied by some drivers, so a page goes in parts. */
  private static final int ARGUMENTS = 20_000;

  private final int rowsOfStatement;

  private Batches(int rowsOfStatement) {
    this.rowsOfStatement = rowsOfStatement;
  }

  /** For a driver that sends the arguments of many executions together. */
  public static Batches ofExecutions() {
    return new Batches(1);
  }

  /** For one to which each execution is a call: a statement takes several rows. */
  public static Batches ofRows(int rowsOfStatement) {
    return new Batches(rowsOfStatement);
  }

  /**
   * Inserts rows.
   *
   * @param statement for so many rows
   * @param width how many values of a row are arguments, from the first one on
   */
  void insert(Connection transaction, IntFunction<String> statement, List<Object[]> rows, int width)
      throws SQLException {
    int whole = rows.size() - rows.size() % rowsOfStatement;
    execute(transaction, statement.apply(rowsOfStatement), rows.subList(0, whole), width);
    if (whole < rows.size()) {
      List<Object[]> rest = rows.subList(whole, rows.size());
      new Batches(rest.size()).execute(transaction, statement.apply(rest.size()), rest, width);
    }
  }

  private void execute(Connection transaction, String sql, List<Object[]> rows, int width)
      throws SQLException {
    int most = Math.max(1, ARGUMENTS / (width * rowsOfStatement));
    try (PreparedStatement batch = transaction.prepareStatement(sql)) {
      int place = 0;
      int waiting = 0;
      for (Object[] row : rows) {
        for (int i = 0; i < width; i++) {
          set(batch, ++place, row[i]);
        }
        if (place == width * rowsOfStatement) {
          batch.addBatch();
          place = 0;
          if (++waiting == most) {
            batch.executeBatch();
            waiting = 0;
          }
        }
      }
      if (waiting > 0) {
        batch.executeBatch();
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
      statement.setNull(place, Types.VARCHAR);
    } else {
      statement.setObject(place, value);
    }
  }
}
