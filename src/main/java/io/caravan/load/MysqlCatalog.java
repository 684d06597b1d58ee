package io.caravan.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads from the information schema of MariaDB or MySQL what a table looks like. */
final class MysqlCatalog {

  private static final String KIND =
      "select table_type from information_schema.tables where table_schema = database() and table_name = ?";

  private static final String COLUMNS =
      """
      select column_name, data_type, column_type, extra, collation_name
        from information_schema.columns where table_schema = database() and table_name = ?
       order by ordinal_position
      """;

  private static final String UNIQUE =
      """
      select index_name, column_name, sub_part from information_schema.statistics
       where table_schema = database() and table_name = ? and non_unique = 0
       order by index_name, seq_in_index
      """;

  private final OwnColumns own;

  MysqlCatalog(OwnColumns own) {
    this.own = own;
  }

  TableShape describe(Connection connection, TableName table) throws SQLException {
    String name = MysqlDialect.physical(table);
    String kind = kind(connection, name);
    if (kind == null) {
      return null;
    }
    own.requireOwner(connection, table);
    Map<String, OwnColumns.Own> known = own.of(connection, table);
    List<Column> columns = new ArrayList<>();
    Set<String> merging = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String column = row.getString(1);
          OwnColumns.Own mine = known.get(column);
          columns.add(
              new Column(
                  column,
                  type(row.getString(2), row.getString(3), mine),
                  mine == null ? column : mine.field(),
                  !row.getString(4).toLowerCase(Locale.ROOT).contains("generated"),
                  mine != null));
          if (merges(row.getString(5))) {
            merging.add(column);
          }
        }
      }
    }
    boolean isTable = kind.equalsIgnoreCase("base table");
    return new TableShape(
        columns,
        isTable ? null : kind.toLowerCase(Locale.ROOT),
        columns.size(),
        uniqueKeys(connection, name, merging),
        isTable && isEmpty(connection, name));
  }

  private static String kind(Connection connection, String table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(KIND)) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  /**
   * Whether a collation takes different texts for one: {@code abc}, {@code ABC} and {@code abc }.
   */
  private static boolean merges(String collation) {
    return collation != null
        && !collation.endsWith("_nopad_bin")
        && !collation.equals("utf8mb4_0900_bin");
  }

  private static ColumnType type(String type, String full, OwnColumns.Own mine) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "tinyint" -> full.startsWith("tinyint(1)") ? ColumnType.BOOLEAN : ColumnType.INTEGER;
      case "bit" -> ColumnType.BOOLEAN;
      case "smallint", "mediumint", "int" -> ColumnType.INTEGER;
      case "bigint" -> ColumnType.BIGINT;
      case "decimal" -> ColumnType.NUMERIC;
      case "float", "double" -> ColumnType.DOUBLE;
      case "date" -> ColumnType.DATE;
      case "datetime", "timestamp" -> ColumnType.TIMESTAMPTZ;
      case "json" -> ColumnType.JSONB;
      case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> text(mine);
      default -> ColumnType.OTHER;
    };
  }

  /** JSON of MariaDB is text, and so is a column for which no value has been seen. */
  private static ColumnType text(OwnColumns.Own mine) {
    boolean other =
        mine != null && (mine.kind() == ColumnType.UNKNOWN || mine.kind() == ColumnType.JSONB);
    return other ? mine.kind() : ColumnType.TEXT;
  }

  /** Without indexes that cut off texts or merge them: those tell other rows apart. */
  private static List<List<String>> uniqueKeys(
      Connection connection, String table, Set<String> merging) throws SQLException {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Set<String> unusable = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(UNIQUE)) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String index = row.getString(1);
          String column = row.getString(2) == null ? "" : row.getString(2);
          keys.computeIfAbsent(index, name -> new ArrayList<>()).add(column);
          if (row.getObject(3) != null || merging.contains(column)) {
            unusable.add(index);
          }
        }
      }
    }
    keys.keySet().removeAll(unusable);
    return List.copyOf(keys.values());
  }

  private static boolean isEmpty(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select not exists (select 1 from " + MysqlDialect.quoted(table) + ")");
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
