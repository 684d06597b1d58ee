package io.caravan.load.dialect.postgres;

import io.caravan.load.dialect.Batch;
import io.caravan.load.dialect.BatchBuilder;
import io.caravan.load.dialect.RowWriter;
import io.caravan.load.dialect.Stamp;
import io.caravan.load.dialect.Stored;
import io.caravan.load.dialect.WrittenColumn;
import io.caravan.load.table.TableName;
import io.caravan.load.value.Utf8;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Stores rows with COPY: into a temporary table and from there, by key, into the table; or, when
 * nothing can be there yet, into the table itself.
 */
final class PostgresWriter implements RowWriter {

  private static final int CHUNK = 1 << 16;

  private final PostgresSql sql;
  private final RowText text;
  private boolean allWereSame;

  PostgresWriter(
      TableName table,
      List<String> keyColumns,
      List<WrittenColumn> columns,
      IntFunction<String> fields) {
    this.sql =
        new PostgresSql(table, keyColumns, columns.stream().map(WrittenColumn::column).toList());
    this.text = new RowText(columns, fields, keyColumns);
  }

  @Override
  public void clear(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(sql.createStage());
      statement.execute(sql.clearStage());
    }
  }

  @Override
  public BatchBuilder appending(Stamp stamp) {
    return new Building(
        text.begin("\t" + stamp.loadedAt() + "\t" + stamp.runId() + "\n"),
        (transaction, lines) -> {
          copy(transaction, sql.copyIntoTable(), lines);
          return new Stored(lines.rows(), 0, 0, 0, lines.text().replaced());
        });
  }

  @Override
  public BatchBuilder upserting(Stamp stamp) {
    return new Building(
        text.begin(null), (transaction, lines) -> upsert(transaction, lines, stamp.runId()));
  }

  private interface Way {
    Stored store(Connection transaction, RowText.Lines lines) throws SQLException;
  }

  private record Building(RowText.Writing writing, Way way) implements BatchBuilder {
    @Override
    public void add(Object[] row) {
      writing.add(row);
    }

    @Override
    public Batch build() {
      RowText.Lines lines = writing.lines();
      return transaction -> way.store(transaction, lines);
    }
  }

  private Stored upsert(Connection transaction, RowText.Lines lines, String runId)
      throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(sql.createStage());
    }
    copy(transaction, sql.copyIntoStage(), lines);
    long replaced = lines.text().replaced();
    // After a page without a change the next one probably has none either: one look is enough then.
    if (allWereSame && !lines.mayRepeat() && count(transaction, sql.countSame()) == lines.rows()) {
      return new Stored(0, 0, lines.rows(), 0, replaced);
    }
    PostgresSql.FromStage from = lines.mayRepeat() ? sql.latest() : sql.all();
    long changed = from.update() == null ? 0 : execute(transaction, from.update(), runId);
    if (changed == lines.rows()) {
      allWereSame = false;
      return new Stored(0, changed, 0, 0, replaced);
    }
    long added = execute(transaction, from.insert(), runId);
    long distinct =
        !lines.mayRepeat() || changed + added == lines.rows()
            ? lines.rows()
            : count(transaction, sql.countStage());
    allWereSame = added + changed == 0;
    return new Stored(
        added, changed, distinct - added - changed, lines.rows() - distinct, replaced);
  }

  @Override
  public void deleteOthers(Connection transaction, RowWriter parents) throws SQLException {
    PostgresSql above = ((PostgresWriter) parents).sql;
    try (Statement statement = transaction.createStatement()) {
      // Nobody else counts the rows of a temporary table, and a wrong guess here means to compare
      // each row of the page with each other one.
      statement.execute(sql.analyzeStage());
      statement.execute(above.analyzeStage());
      statement.execute(sql.deleteOthers(above));
    }
  }

  private static long execute(Connection transaction, String statement, String runId)
      throws SQLException {
    try (PreparedStatement update = transaction.prepareStatement(statement)) {
      update.setString(1, runId);
      return update.executeUpdate();
    }
  }

  private static long count(Connection transaction, String query) throws SQLException {
    try (PreparedStatement count = transaction.prepareStatement(query);
        var row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void copy(Connection transaction, String statement, RowText.Lines lines)
      throws SQLException {
    CopyIn copy = transaction.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    try {
      Utf8 text = lines.text();
      for (int from = 0; from < text.size(); from += CHUNK) {
        copy.writeToCopy(text.bytes(), from, Math.min(CHUNK, text.size() - from));
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
