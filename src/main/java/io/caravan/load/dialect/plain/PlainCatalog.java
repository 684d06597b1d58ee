package io.caravan.load.dialect.plain;

import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads from the catalog of a database what a table looks like. */
public abstract class PlainCatalog {

  private final PlainDialect dialect;
  private final String kind;
  private final String columns;
  private final String unique;

  /**
   * Each query takes the name of a table.
   *
   * @param kind one row: what it is when it is not a table, else an empty text; none where there is
   *     nothing
   * @param columns in their order: name, declared type, whether it may be written, and whether an
   *     index on it takes different values for one
   * @param unique of each unique index: its name, then its columns in their order, and whether the
   *     whole of the value is in the index
   */
  protected PlainCatalog(PlainDialect dialect, String kind, String columns, String unique) {
    this.dialect = dialect;
    this.kind = kind;
    this.columns = columns;
    this.unique = unique;
  }

  /** The name by which the catalog knows a table. */
  protected abstract String name(TableName table);

  /**
   * What to make of a declared type.
   *
   * @param mine what is known of the column; null for one that Caravan has not made
   */
  protected abstract ColumnType type(String declared, OwnColumns.Own mine);

  /** The same for a text, which may hold something else where the database has no type for it. */
  protected static ColumnType text(OwnColumns.Own mine) {
    boolean other =
        mine != null && (mine.kind() == ColumnType.UNKNOWN || mine.kind() == ColumnType.JSONB);
    return other ? mine.kind() : ColumnType.TEXT;
  }

  /** A declared type without its length: {@code varchar} of {@code varchar(700)}. */
  protected static String word(String declared) {
    int end = declared.indexOf('(');
    return (end < 0 ? declared : declared.substring(0, end)).strip();
  }

  TableShape describe(Connection connection, TableName table) throws SQLException {
    String found = kind(connection, table);
    if (found == null) {
      return null;
    }
    dialect.own().requireOwner(connection, table);
    Set<String> merging = new HashSet<>();
    List<Column> all = columns(connection, table, merging);
    return new TableShape(
        all,
        found.isEmpty() ? null : found,
        all.size(),
        uniqueKeys(connection, table, merging),
        found.isEmpty() && isEmpty(connection, table));
  }

  private String kind(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(kind)) {
      query.setString(1, name(table));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private List<Column> columns(Connection connection, TableName table, Set<String> merging)
      throws SQLException {
    Map<String, OwnColumns.Own> known = dialect.own().of(connection, table);
    List<Column> all = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(columns)) {
      query.setString(1, name(table));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String column = row.getString(1);
          OwnColumns.Own mine = known.get(column);
          all.add(
              new Column(
                  column,
                  type(row.getString(2), mine),
                  mine == null ? column : mine.field(),
                  row.getBoolean(3),
                  mine != null));
          if (row.getBoolean(4)) {
            merging.add(column);
          }
        }
      }
    }
    return all;
  }

  /** Without indexes that cut off values or merge them: those tell other rows apart. */
  private List<List<String>> uniqueKeys(Connection connection, TableName table, Set<String> merging)
      throws SQLException {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Set<String> unusable = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(unique)) {
      query.setString(1, name(table));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String index = row.getString(1);
          // An expression has no name, and such an index is none of a key.
          String column = row.getString(2) == null ? "" : row.getString(2);
          keys.computeIfAbsent(index, name -> new ArrayList<>()).add(column);
          if (!row.getBoolean(3) || merging.contains(column)) {
            unusable.add(index);
          }
        }
      }
    }
    keys.keySet().removeAll(unusable);
    return List.copyOf(keys.values());
  }

  private boolean isEmpty(Connection connection, TableName table) throws SQLException {
    String sql =
        "select case when exists (select 1 from " + dialect.quoted(table) + ") then 0 else 1 end";
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
