package io.caravan.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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

  PostgresWriter(
      TableName table, List<String> keyColumns, List<WrittenColumn> columns, List<Field> fields) {
    this.sql =
        new PostgresSql(table, keyColumns, columns.stream().map(WrittenColumn::column).toList());
    this.text = new RowText(columns, fields);
  }

  @Override
  public void clear(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(sql.createStage());
      statement.execute(sql.clearStage());
    }
  }

  @Override
  public long sanitized() {
    return text.replaced();
  }

  @Override
  public Stored append(Connection transaction, List<Row> rows, String runId) throws SQLException {
    String loadedAt;
    try (Statement statement = transaction.createStatement();
        ResultSet now = statement.executeQuery("select now()::text")) {
      now.next();
      loadedAt = now.getString(1);
    }
    text.endRowsWith("\t" + loadedAt + "\t" + runId + "\n");
    copy(transaction, sql.copyIntoTable(), rows);
    return new Stored(rows.size(), 0, 0, 0);
  }

  @Override
  public Stored upsert(Connection transaction, List<Row> rows, String runId) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(sql.createStage());
    }
    text.endRowsWithNumber();
    copy(transaction, sql.copyIntoStage(), rows);
    long changed = sql.update() == null ? 0 : execute(transaction, sql.update(), runId);
    if (changed == rows.size()) {
      return new Stored(0, changed, 0, 0);
    }
    long added = execute(transaction, sql.insert(), runId);
    long distinct =
        changed + added == rows.size() ? rows.size() : count(transaction, sql.countStage());
    return new Stored(added, changed, distinct - added - changed, rows.size() - distinct);
  }

  @Override
  public void deleteOthers(Connection transaction, RowWriter parents) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(sql.deleteOthers(((PostgresWriter) parents).sql));
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
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void copy(Connection transaction, String statement, List<Row> rows) throws SQLException {
    CopyIn copy = transaction.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    try {
      Utf8 buffer = text.buffer();
      buffer.clear();
      for (int i = 0; i < rows.size(); i++) {
        text.write(rows.get(i), i);
        if (buffer.size() >= CHUNK) {
          copy.writeToCopy(buffer.bytes(), 0, buffer.size());
          buffer.clear();
        }
      }
      copy.writeToCopy(buffer.bytes(), 0, buffer.size());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
