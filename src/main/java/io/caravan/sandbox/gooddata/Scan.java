package io.caravan.sandbox.gooddata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a schema with their columns and keys, as GoodData's scan tells them. */
final class Scan {

  private static final String COLUMNS =
      """
      select c.relname, a.attname, format_type(a.atttypid, null), not a.attnotnull,
             exists (select 1 from pg_constraint k
                     where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any (k.conkey)),
             f.relname, fa.attname
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = ?
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_constraint r on r.conrelid = c.oid and r.contype = 'f' and r.conkey = array[a.attnum]
      left join pg_class f on f.oid = r.confrelid
      left join pg_attribute fa on fa.attrelid = r.confrelid and fa.attnum = r.confkey[1]
      where c.relkind = any (?)
      order by c.relname, a.attname
      """;

  private final Connection connection;
  private final String schema;

  Scan(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /**
   * @param prefix of the tables wanted; null for all
   */
  List<Object> tables(boolean tables, boolean views, String prefix, String separator)
      throws SQLException {
    List<String> kinds = new ArrayList<>();
    if (tables) {
      kinds.addAll(List.of("r", "p"));
    }
    if (views) {
      kinds.addAll(List.of("v", "m"));
    }
    Map<String, Map<String, Object>> found = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, schema);
      statement.setArray(2, connection.createArrayOf("char", kinds.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          if (prefix == null || name.startsWith(prefix + separator)) {
            Map<String, Object> table = found.computeIfAbsent(name, key -> table(key, prefix));
            Tree.list(table, "columns").add(column(rows));
          }
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  private Map<String, Object> table(String name, String prefix) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("columns", new ArrayList<>());
    table.put("id", name);
    if (prefix != null) {
      table.put("namePrefix", prefix);
    }
    table.put("path", List.of(schema, name));
    table.put("type", "TABLE");
    return table;
  }

  private static Map<String, Object> column(ResultSet row) throws SQLException {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("dataType", type(row.getString(3)));
    column.put("isNullable", row.getBoolean(4));
    column.put("isPrimaryKey", row.getBoolean(5));
    column.put("name", row.getString(2));
    if (row.getString(6) != null) {
      column.put("referencedTableColumn", row.getString(7));
      column.put("referencedTableId", row.getString(6));
    }
    return column;
  }

  private static String type(String type) {
    return switch (type) {
      case "smallint", "integer", "bigint" -> "INT";
      case "numeric", "real", "double precision" -> "NUMERIC";
      case "boolean" -> "BOOLEAN";
      case "date" -> "DATE";
      case "timestamp without time zone" -> "TIMESTAMP";
      case "timestamp with time zone" -> "TIMESTAMP_TZ";
      default -> "STRING";
    };
  }

  static List<String> schemata(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select nspname from pg_namespace where nspname !~ '^(pg_|information_schema)'"
                    + " order by 1");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
