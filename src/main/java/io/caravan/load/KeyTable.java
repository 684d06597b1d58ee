package io.caravan.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Keys as a temporary table, for as long as the transaction of the caller lasts. */
final class KeyTable {

  private final String name;
  private final String matches;

  /**
   * @param columns of the table whose rows the keys tell apart, in the order of the fields of the
   *     keys
   */
  KeyTable(
      Connection transaction, String name, TableName table, List<String> columns, SeenKeys keys)
      throws SQLException, IOException {
    this.name = "pg_temp." + name;
    this.matches =
        columns.stream()
            .map(Names::quote)
            .map(column -> "k." + column + " = t." + column)
            .collect(Collectors.joining(" and "));
    String names = columns.stream().map(Names::quote).collect(Collectors.joining(", "));
    // Text without a zone is UTC, as it is when rows are stored.
    execute(transaction, "set local time zone 'UTC'");
    execute(transaction, "drop table if exists " + this.name);
    execute(
        transaction,
        "create temporary table "
            + name
            + " on commit drop as select "
            + names
            + " from "
            + table.quoted()
            + " with no data");
    try (PGCopyOutputStream out =
        new PGCopyOutputStream(
            transaction.unwrap(PGConnection.class), "copy " + this.name + " from stdin")) {
      keys.copyTo(out);
    }
    execute(transaction, "analyze " + this.name);
  }

  /** The columns that hold these fields; none when one of them is not there. */
  static List<String> columns(TableShape shape, List<String> fields) {
    List<String> columns = new ArrayList<>();
    for (String field : shape == null || shape.kind() != null ? List.<String>of() : fields) {
      shape.columns().stream()
          .filter(column -> column.field().equals(Names.field(field)))
          .findFirst()
          .ifPresent(column -> columns.add(column.name()));
    }
    return columns.size() < fields.size() ? List.of() : columns;
  }

  /** True of a row {@code t} that a key is for. */
  String has() {
    return "exists (select from " + name + " k where " + matches + ")";
  }

  static long execute(Connection transaction, String sql) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
