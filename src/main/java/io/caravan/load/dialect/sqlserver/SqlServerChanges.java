package io.caravan.load.dialect.sqlserver;

import io.caravan.load.dialect.TableChanges;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DDL of SQL Server. */
final class SqlServerChanges implements TableChanges {

  /** Compares by characters, except that spaces at the end never count. */
  static final String EXACT = "Latin1_General_100_BIN2";

  /** A clustered index holds 900 bytes, and a character takes two. */
  private static final int LONGEST_KEY = 440;

  @Override
  public Ddl createTable(TableName table, List<Column> columns, List<String> keyColumns) {
    List<String> lines = new ArrayList<>();
    for (Column column : columns) {
      boolean inKey = keyColumns.contains(column.name());
      lines.add(
          "  " + declared(column, inKey ? keyColumns.size() : 0) + (inKey ? " not null" : ""));
    }
    lines.add("  _loaded_at datetime2(6)");
    lines.add("  _run_id nvarchar(100)");
    if (!keyColumns.isEmpty()) {
      lines.add("  primary key " + list(keyColumns));
    }
    String schema = table.schema().replace("'", "''");
    return new Ddl(
        List.of(
            "if schema_id(N'"
                + schema
                + "') is null exec(N'create schema "
                + SqlServerDialect.quoted(schema)
                + "')",
            "create table "
                + SqlServerDialect.name(table)
                + " (\n"
                + String.join(",\n", lines)
                + ")"),
        columns);
  }

  @Override
  public Ddl addColumns(TableName table, List<Column> columns) {
    return new Ddl(
        List.of(
            "alter table "
                + SqlServerDialect.name(table)
                + " add "
                + columns.stream()
                    .map(column -> declared(column, 0))
                    .collect(Collectors.joining(", "))),
        columns);
  }

  /** A key lets go of its column for as long as it changes, all in one transaction. */
  @Override
  public Ddl changeType(TableName table, Column from, ColumnType to, List<String> keyColumns) {
    String name = SqlServerDialect.name(table);
    boolean inKey = keyColumns.contains(from.name());
    List<String> statements = new ArrayList<>();
    if (inKey) {
      statements.add(dropKeys(name));
    }
    statements.add(
        "alter table "
            + name
            + " alter column "
            + declared(from.withType(to), inKey ? keyColumns.size() : 0)
            + (inKey ? " not null" : ""));
    if (to == ColumnType.TEXT && from.type() == ColumnType.BOOLEAN) {
      String column = SqlServerDialect.quoted(from.name());
      statements.add(
          "update %1$s set %2$s = case %2$s when '1' then 'true' else 'false' end where %2$s in ('0', '1')"
              .formatted(name, column));
    }
    if (inKey) {
      statements.add("alter table " + name + " add primary key " + list(keyColumns));
    }
    return new Ddl(statements, List.of(), from.withType(to), List.of());
  }

  private static String dropKeys(String table) {
    return ("declare @drop nvarchar(max) = (select 'alter table %1$s drop constraint ' + quotename(name)"
            + " from sys.key_constraints where parent_object_id = object_id(N'%2$s') and type = 'PK');"
            + " exec(@drop)")
        .formatted(table.replace("'", "''"), table.replace("'", "''"));
  }

  @Override
  public Ddl addKey(TableName table, List<Column> keyColumns) {
    String name = SqlServerDialect.name(table);
    List<String> statements = new ArrayList<>();
    for (Column column : keyColumns) {
      if (isText(column.type())) {
        statements.add(
            "alter table "
                + name
                + " alter column "
                + declared(column, keyColumns.size())
                + " not null");
      }
    }
    List<String> names = keyColumns.stream().map(Column::name).toList();
    statements.add(
        "create unique index "
            + SqlServerDialect.quoted(Names.distinct("caravan_key_" + table + names))
            + " on "
            + name
            + " "
            + list(names));
    return new Ddl(statements, List.of());
  }

  private static String list(List<String> names) {
    return names.stream().map(SqlServerDialect::quoted).collect(Collectors.joining(", ", "(", ")"));
  }

  static boolean isText(ColumnType type) {
    return type == ColumnType.TEXT || type == ColumnType.UNKNOWN || type == ColumnType.JSONB;
  }

  private static String declared(Column column, int keys) {
    return SqlServerDialect.quoted(column.name()) + " " + type(column.type(), keys);
  }

  /**
   * @param keys how many columns share the index; 0 for a column that is in none
   */
  private static String type(ColumnType type, int keys) {
    return switch (type) {
      case BOOLEAN -> "bit";
      case INTEGER -> "int";
      case BIGINT -> "bigint";
      case NUMERIC ->
          "decimal("
              + (SqlServerDialect.DIGITS_BEFORE + SqlServerDialect.DIGITS_AFTER)
              + ","
              + SqlServerDialect.DIGITS_AFTER
              + ")";
      case DOUBLE -> "float";
      case DATE -> "date";
      case TIMESTAMP, TIMESTAMPTZ -> "datetime2(6)";
      case UNKNOWN, TEXT, JSONB, OTHER ->
          "nvarchar(" + (keys == 0 ? "max" : LONGEST_KEY / keys) + ") collate " + EXACT;
    };
  }

  /** A column of texts read as a type. */
  static String read(String name, ColumnType type) {
    return isText(type) || type == ColumnType.OTHER
        ? name
        : "cast(" + name + " as " + type(type, 0) + ") as " + name;
  }
}
