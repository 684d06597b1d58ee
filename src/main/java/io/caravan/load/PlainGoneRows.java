package io.caravan.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Sends the keys by batches of inserts into a temporary table. */
final class PlainGoneRows implements GoneRows {

  private static final int BATCH = 2_000;

  private final PlainDialect dialect;
  private final Connection transaction;
  private final String table;
  private final String keys;
  private final String matches;
  private final String presence;

  PlainGoneRows(
      PlainDialect dialect,
      Connection transaction,
      TableName table,
      List<Column> keyColumns,
      SeenKeys seen,
      boolean soft)
      throws SQLException, IOException {
    this.dialect = dialect;
    this.transaction = transaction;
    this.table = dialect.quoted(table);
    this.keys = dialect.temporary("caravan_keys");
    this.presence = soft ? "_deleted_at is null and " : "";
    List<String> names = keyColumns.stream().map(column -> dialect.quote(column.name())).toList();
    this.matches =
        names.stream()
            .map(name -> "k." + name + " = " + this.table + "." + name)
            .collect(Collectors.joining(" and "));
    String list = String.join(", ", names);
    for (String sql : dialect.makeTemporary("caravan_keys", table, list)) {
      execute(sql);
    }
    String insert =
        "insert into "
            + keys
            + " ("
            + list
            + ") values ("
            + String.join(", ", Collections.nCopies(names.size(), "?"))
            + ")";
    try (PreparedStatement add = transaction.prepareStatement(insert)) {
      send(add, keyColumns, seen);
    }
  }

  private void send(PreparedStatement add, List<Column> keyColumns, SeenKeys seen)
      throws SQLException, IOException {
    RowValues values = new RowValues(List.of(), List.of(), dialect::handedOver);
    int[] waiting = new int[1];
    seen.forEach(
        parts -> {
          for (int i = 0; i < parts.length; i++) {
            add.setObject(i + 1, values.value(parts[i], keyColumns.get(i).type()));
          }
          add.addBatch();
          if (++waiting[0] == BATCH) {
            add.executeBatch();
            waiting[0] = 0;
          }
        });
    if (waiting[0] > 0) {
      add.executeBatch();
    }
  }

  @Override
  public long present() throws SQLException {
    return count("1 = 1");
  }

  @Override
  public long missing() throws SQLException {
    return count("not " + met());
  }

  private String met() {
    return "exists (select 1 from " + keys + " k where " + matches + ")";
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

  @Override
  public long mark(String runId) throws SQLException {
    String now = dialect.product().now();
    String sql =
        "update %s set _deleted_at = %s, _loaded_at = %s, _run_id = ? where %snot %s"
            .formatted(table, now, now, presence, met());
    try (PreparedStatement mark = transaction.prepareStatement(sql)) {
      mark.setString(1, runId);
      return mark.executeUpdate();
    }
  }

  @Override
  public long deleteOthers() throws SQLException {
    return execute("delete from " + table + " where not " + met());
  }

  @Override
  public long deleteThese() throws SQLException {
    return execute("delete from " + table + " where " + met());
  }

  private long execute(String sql) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
