package io.caravan.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads from SQLite what a table looks like. */
final class SqliteCatalog {

  private static final String KIND =
      "select type from sqlite_schema where name = ? collate nocase and type in ('table', 'view')";

  private static final String COLUMNS =
      "select name, type, hidden, pk from pragma_table_xinfo(?) where hidden <> 1 order by cid";

  private static final String UNIQUE =
      """
      select l.name, i.name from pragma_index_list(?) l join pragma_index_info(l.name) i
       where l."unique" and not l.partial order by l.seq, i.seqno
      """;

  private final OwnColumns own;

  SqliteCatalog(OwnColumns own) {
    this.own = own;
  }

  TableShape describe(Connection connection, TableName table) throws SQLException {
    String kind = kind(connection, table);
    if (kind == null) {
      return null;
    }
    own.requireOwner(connection, table);
    Map<String, OwnColumns.Own> known = own.of(connection, table);
    List<Column> columns = new ArrayList<>();
    List<List<String>> unique = new ArrayList<>(uniqueKeys(connection, table));
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, table.table());
      List<String> primary = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          OwnColumns.Own mine = known.get(name);
          columns.add(
              new Column(
                  name,
                  type(row.getString(2)),
                  mine == null ? name : mine.field(),
                  row.getInt(3) == 0,
                  mine != null));
          if (row.getInt(4) > 0) {
            primary.add(name);
          }
        }
      }
      if (!primary.isEmpty()) {
        unique.add(primary);
      }
    }
    boolean isTable = kind.equals("table");
    return new TableShape(
        columns,
        isTable ? null : kind,
        columns.size(),
        unique,
        isTable && isEmpty(connection, table));
  }

  private static String kind(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(KIND)) {
      query.setString(1, table.table());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private static List<List<String>> uniqueKeys(Connection connection, TableName table)
      throws SQLException {
    Map<String, List<String>> keys = new java.util.LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(UNIQUE)) {
      query.setString(1, table.table());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          // An expression has no name, and such an index is none of a key.
          String column = row.getString(2) == null ? "" : row.getString(2);
          keys.computeIfAbsent(row.getString(1), name -> new ArrayList<>()).add(column);
        }
      }
    }
    return List.copyOf(keys.values());
  }

  /** A declared type may be any words; those of other databases and of SQLAlchemy are met too. */
  static ColumnType type(String declared) {
    String words = declared.toLowerCase(Locale.ROOT);
    int end = words.indexOf('(');
    return switch ((end < 0 ? words : words.substring(0, end)).strip()) {
      case "" -> ColumnType.UNKNOWN;
      case "boolean", "bool" -> ColumnType.BOOLEAN;
      case "integer", "int", "bigint", "smallint", "tinyint" -> ColumnType.BIGINT;
      case "numeric", "decimal" -> ColumnType.NUMERIC;
      case "real", "double", "double precision", "float" -> ColumnType.DOUBLE;
      case "date" -> ColumnType.DATE;
      case "timestamp", "datetime" -> ColumnType.TIMESTAMPTZ;
      case "text", "varchar", "nvarchar", "character varying", "char", "clob" -> ColumnType.TEXT;
      case "json", "jsonb" -> ColumnType.JSONB;
      default -> ColumnType.OTHER;
    };
  }

  private static boolean isEmpty(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select not exists (select 1 from " + Names.quote(table.table()) + ")");
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
