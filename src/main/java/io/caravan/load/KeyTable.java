package io.caravan.load;

import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keys as a temporary table, for as long as the transaction of the caller lasts. */
final class KeyTable {

  private final String name;
  private final String matches;

  /**
   * @param columns of the table whose rows the keys tell apart, in the order of the fields of the
   *     keys
   */
  KeyTable(
      Dialect dialect,
      Connection transaction,
      String name,
      TableName table,
      List<Column> columns,
      SeenKeys keys)
      throws SQLException, IOException {
    // A temporary table of another table may still be there, with other columns.
    String own = name + "_" + Integer.toHexString((table + " " + columns).hashCode());
    this.name = dialect.keep(transaction, own, table, columns, keys);
    this.matches =
        columns.stream()
            .map(column -> dialect.quote(column.name()))
            .map(column -> "k." + column + " = " + dialect.quoted(table) + "." + column)
            .collect(Collectors.joining(" and "));
  }

  /** The columns that hold these fields; none when one of them is not there. */
  static List<Column> columns(TableShape shape, List<String> fields) {
    List<Column> columns = new ArrayList<>();
    for (String field : shape == null || shape.kind() != null ? List.<String>of() : fields) {
      shape.columns().stream()
          .filter(column -> column.field().equals(Names.field(field)))
          .findFirst()
          .ifPresent(columns::add);
    }
    return columns.size() < fields.size() ? List.of() : columns;
  }

  /** True of a row of the table, by its full name, that a key is for. */
  String has() {
    return "exists (select 1 from " + name + " k where " + matches + ")";
  }

  static long execute(Connection transaction, String sql) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
