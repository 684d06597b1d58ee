package io.caravan.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads from the catalog of SQL Server what a table looks like. */
final class SqlServerCatalog {

  private static final String KIND =
      """
      select o.type from sys.objects o join sys.schemas s on s.schema_id = o.schema_id
       where s.name = ? and o.name = ? and o.type in ('U', 'V')
      """;

  private static final String COLUMNS =
      """
      select c.name, type_name(c.system_type_id), c.is_computed | c.is_identity from sys.columns c
       where c.object_id = object_id(?) order by c.column_id
      """;

  private static final String UNIQUE =
      """
      select i.index_id, c.name from sys.indexes i
        join sys.index_columns k on k.object_id = i.object_id and k.index_id = i.index_id and k.is_included_column = 0
        join sys.columns c on c.object_id = k.object_id and c.column_id = k.column_id
       where i.object_id = object_id(?) and i.is_unique = 1 and i.has_filter = 0 and i.is_disabled = 0
       order by i.index_id, k.key_ordinal
      """;

  private final OwnColumns own;

  SqlServerCatalog(OwnColumns own) {
    this.own = own;
  }

  TableShape describe(Connection connection, TableName table) throws SQLException {
    String kind = kind(connection, table);
    if (kind == null) {
      return null;
    }
    String name = SqlServerDialect.name(table);
    Map<String, OwnColumns.Own> known = own.of(connection, table);
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String column = row.getString(1);
          OwnColumns.Own mine = known.get(column);
          columns.add(
              new Column(
                  column,
                  type(row.getString(2), mine),
                  mine == null ? column : mine.field(),
                  !row.getBoolean(3),
                  mine != null));
        }
      }
    }
    boolean isTable = kind.strip().equals("U");
    return new TableShape(
        columns,
        isTable ? null : "view",
        columns.size(),
        uniqueKeys(connection, name),
        isTable && isEmpty(connection, name));
  }

  private static String kind(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(KIND)) {
      query.setString(1, table.schema());
      query.setString(2, table.table());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  static ColumnType type(String name, OwnColumns.Own mine) {
    return switch (name) {
      case "bit" -> ColumnType.BOOLEAN;
      case "tinyint", "smallint", "int" -> ColumnType.INTEGER;
      case "bigint" -> ColumnType.BIGINT;
      case "decimal", "numeric" -> ColumnType.NUMERIC;
      case "real", "float" -> ColumnType.DOUBLE;
      case "date" -> ColumnType.DATE;
      case "datetime2", "datetimeoffset" -> ColumnType.TIMESTAMPTZ;
      case "char", "varchar", "nchar", "nvarchar" ->
          mine != null && (mine.kind() == ColumnType.UNKNOWN || mine.kind() == ColumnType.JSONB)
              ? mine.kind()
              : ColumnType.TEXT;
      default -> ColumnType.OTHER;
    };
  }

  private static List<List<String>> uniqueKeys(Connection connection, String table)
      throws SQLException {
    Map<Integer, List<String>> keys = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(UNIQUE)) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          keys.computeIfAbsent(row.getInt(1), id -> new ArrayList<>()).add(row.getString(2));
        }
      }
    }
    return List.copyOf(keys.values());
  }

  private static boolean isEmpty(Connection connection, String table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("select top 1 1 from " + table);
        ResultSet row = query.executeQuery()) {
      return !row.next();
    }
  }
}
