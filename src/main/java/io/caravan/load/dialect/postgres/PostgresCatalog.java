package io.caravan.load.dialect.postgres;

import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.ColumnType;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads from PostgreSQL's catalog what a table looks like. */
final class PostgresCatalog {

  private static final String TABLE =
      """
      select c.oid, c.relkind::text,
             (select coalesce(max(a.attnum), 0) from pg_attribute a where a.attrelid = c.oid)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = ? and c.relname = ?
      """;
  private static final String COLUMNS =
      """
      select a.attname, t.typname, a.attgenerated <> '' or a.attidentity = 'a',
             col_description(a.attrelid, a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
       where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
       order by a.attnum
      """;
  private static final String UNIQUE =
      """
      select array(select a.attname from unnest(i.indkey) with ordinality k (attnum, n)
                     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                    where k.n <= i.indnkeyatts order by k.n)::text[]
        from pg_index i
       where i.indrelid = ? and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
      """;

  /** By its columns, so that a table of the source with such a name is not taken for one. */
  private static final String CHILDREN =
      """
      select c.relname
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = ? and starts_with(c.relname, ?) and c.relkind in ('r', 'p')
         and exists (select from caravan.ddl_log l where l.table_name = ? || c.relname and '_index' = any (l.columns))
      """;

  private static final String OWN =
      """
      select distinct unnest(columns) from caravan.ddl_log where table_name = ?
      """;

  TableShape describe(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, table.schema());
      query.setString(2, table.table());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        long id = row.getLong(1);
        String kind = kind(row.getString(2));
        return new TableShape(
            columns(connection, table, id),
            kind,
            row.getInt(3),
            uniqueKeys(connection, id),
            kind == null && isEmpty(connection, table));
      }
    }
  }

  List<TableName> children(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(CHILDREN)) {
      query.setString(1, table.schema());
      query.setString(2, table.table() + "__");
      query.setString(3, table.schema() + ".");
      try (ResultSet row = query.executeQuery()) {
        List<TableName> children = new ArrayList<>();
        while (row.next()) {
          children.add(new TableName(table.schema(), row.getString(1)));
        }
        return children;
      }
    }
  }

  private static String kind(String letter) {
    return switch (letter) {
      case "r", "p" -> null;
      case "v" -> "view";
      case "m" -> "materialized view";
      case "f" -> "foreign table";
      default -> "relation of kind " + letter;
    };
  }

  private static List<Column> columns(Connection connection, TableName table, long id)
      throws SQLException {
    Set<String> own = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(OWN)) {
      query.setString(1, table.toString());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          own.add(row.getString(1));
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          String remark = row.getString(4) == null ? "" : row.getString(4);
          columns.add(
              new Column(
                  name,
                  type(row.getString(2), remark),
                  field(name, remark),
                  !row.getBoolean(3),
                  own.contains(name)));
        }
      }
    }
    return columns;
  }

  private static ColumnType type(String name, String remark) {
    return switch (name) {
      case "bool" -> ColumnType.BOOLEAN;
      case "int4" -> ColumnType.INTEGER;
      case "int8" -> ColumnType.BIGINT;
      case "numeric" -> ColumnType.NUMERIC;
      case "float4", "float8" -> ColumnType.DOUBLE;
      case "date" -> ColumnType.DATE;
      case "timestamp" -> ColumnType.TIMESTAMP;
      case "timestamptz" -> ColumnType.TIMESTAMPTZ;
      case "text" ->
          remark.endsWith(PostgresChanges.NO_VALUE_YET) ? ColumnType.UNKNOWN : ColumnType.TEXT;
      case "jsonb" -> ColumnType.JSONB;
      default -> ColumnType.OTHER;
    };
  }

  private static String field(String column, String remark) {
    String first = remark.lines().findFirst().orElse("");
    return first.startsWith(PostgresChanges.FIELD)
        ? first.substring(PostgresChanges.FIELD.length())
        : column;
  }

  private static List<List<String>> uniqueKeys(Connection connection, long id) throws SQLException {
    List<List<String>> keys = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(UNIQUE)) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Array names = row.getArray(1);
          keys.add(List.of((String[]) names.getArray()));
        }
      }
    }
    return keys;
  }

  private static boolean isEmpty(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("select not exists (select from " + table.quoted() + ")");
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
