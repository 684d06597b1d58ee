package io.caravan.load.dialect.plain;

import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Caravan has made of tables in a database beside PostgreSQL: the log of changes, and of each
 * column the field it holds and the type that the database could not say.
 */
public final class OwnColumns {

  private final Product product;
  private final String columns;

  OwnColumns(Product product) {
    this.product = product;
    this.columns = product.own("columns");
  }

  /**
   * What is known of a column.
   *
   * @param kind the type that it was given
   */
  public record Own(String field, ColumnType kind) {}

  /** What is known of the columns of a table, by their names. */
  Map<String, Own> of(Connection connection, TableName table) throws SQLException {
    Map<String, Own> own = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select column_name, field, kind from " + columns + " where table_name = ?")) {
      query.setString(1, table.toString());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          own.put(
              row.getString(1), new Own(row.getString(2), ColumnType.valueOf(row.getString(3))));
        }
      }
    }
    return own;
  }

  /** The tables made for lists inside the records of a table. */
  List<TableName> children(Connection connection, TableName table) throws SQLException {
    List<TableName> children = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "select table_name from " + columns + " where column_name = '_index'");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (row.getString(1).startsWith(table + "__")) {
          children.add(TableName.parse(row.getString(1), null));
        }
      }
    }
    return children;
  }

  /**
   * Fails when a table was made for a stream of another system. Where there are no schemas, two
   * streams with the same last name would share one table.
   */
  void requireOwner(Connection connection, TableName table) throws SQLException {
    if (product == Product.SQLSERVER) {
      // It has schemas.
      return;
    }
    try (PreparedStatement query =
            connection.prepareStatement("select distinct table_name from " + columns);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        TableName other = TableName.parse(row.getString(1), null);
        if (other.table().equalsIgnoreCase(table.table()) && !other.equals(table)) {
          throw CaravanException.of(
                  ErrorCode.E304,
                  "The table " + table.table() + " belongs to " + other + " already")
              .where(table.toString())
              .why(
                  "this database has no schemas, so a table is called as the stream without its system")
              .fix(
                  "Give one of the two a database of its own: db.<name>.url, and db=<name> of upsert:")
              .build();
        }
      }
    }
  }

  /** Notes a change and what becomes of columns. */
  void log(Connection connection, TableName table, String runId, Ddl change) throws SQLException {
    try (PreparedStatement log =
        connection.prepareStatement(
            "insert into "
                + product.own("ddl_log")
                + " (run_id, table_name, statement) values (?, ?, ?)")) {
      log.setString(1, runId);
      log.setString(2, table.toString());
      log.setString(3, change.text());
      log.executeUpdate();
    }
    for (Column column : change.columns()) {
      note(connection, table, column);
    }
    if (change.retyped() != null) {
      note(connection, table, change.retyped());
    }
  }

  private void note(Connection connection, TableName table, Column column) throws SQLException {
    String[] values = {column.field(), column.type().name(), table.toString(), column.name()};
    if (update(
            connection,
            "update "
                + columns
                + " set field = ?, kind = ? where table_name = ? and column_name = ?",
            values)
        == 0) {
      update(
          connection,
          "insert into " + columns + " (field, kind, table_name, column_name) values (?, ?, ?, ?)",
          values);
    }
  }

  private static int update(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setString(i + 1, values[i]);
      }
      return update.executeUpdate();
    }
  }
}
