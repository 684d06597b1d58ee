package io.caravan.load.dialect.sqlite;

import io.caravan.load.dialect.TableChanges;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** DDL of SQLite. The declared types are chosen so that no value changes on the way (affinity). */
final class SqliteChanges implements TableChanges {

  @Override
  public Ddl createTable(TableName table, List<Column> columns, List<String> keyColumns) {
    List<String> lines = new ArrayList<>();
    for (Column column : columns) {
      String notNull = keyColumns.contains(column.name()) ? " not null" : "";
      lines.add("  " + declared(column) + notNull);
    }
    lines.add("  _loaded_at timestamp");
    lines.add("  _run_id text");
    if (!keyColumns.isEmpty()) {
      lines.add("  primary key " + Names.list(keyColumns));
    }
    return new Ddl(
        List.of("create table " + name(table) + " (\n" + String.join(",\n", lines) + ")"), columns);
  }

  @Override
  public Ddl addColumns(TableName table, List<Column> columns) {
    return new Ddl(
        columns.stream()
            .map(column -> "alter table " + name(table) + " add column " + declared(column))
            .toList(),
        columns);
  }

  /** SQLite has no such statement; {@link SqliteRebuild} says how it is done. */
  @Override
  public Ddl changeType(TableName table, Column from, ColumnType to, List<String> keyColumns) {
    return new Ddl(
        List.of("select " + converted(Names.quote(from.name()), from.type(), to)),
        List.of(),
        from.withType(to),
        List.of());
  }

  @Override
  public Ddl addKey(TableName table, List<Column> keyColumns) {
    List<String> names = keyColumns.stream().map(Column::name).toList();
    String index = Names.quote(Names.distinct("caravan_key_" + table.table() + names));
    return new Ddl(
        List.of("create unique index " + index + " on " + name(table) + " " + Names.list(names)),
        List.of());
  }

  private static String name(TableName table) {
    return Names.quote(table.table());
  }

  private static String declared(Column column) {
    return (Names.quote(column.name()) + " " + type(column.type())).stripTrailing();
  }

  static String type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case INTEGER, BIGINT -> "integer";
      case NUMERIC -> "numeric";
      case DOUBLE -> "real";
      case DATE -> "date";
      case TIMESTAMP, TIMESTAMPTZ -> "timestamp";
      case JSONB -> "json";
      // Without a type a column takes every value as it is.
      case UNKNOWN -> "";
      case TEXT, OTHER -> "text";
    };
  }

  /** What the values of a column become. */
  static String converted(String name, ColumnType from, ColumnType to) {
    if (to == ColumnType.TIMESTAMPTZ && from == ColumnType.DATE) {
      return name + " || ' 00:00:00.000000'";
    }
    if (to != ColumnType.TEXT) {
      return name;
    }
    return switch (from) {
      case BOOLEAN -> "case " + name + " when 1 then 'true' when 0 then 'false' end";
      case TIMESTAMP, TIMESTAMPTZ -> "replace(" + name + ", ' ', 'T') || 'Z'";
      // The text of a floating number has 15 digits, unless more are asked for.
      case NUMERIC, DOUBLE ->
          "case when typeof(%1$s) = 'real' and cast(cast(%1$s as text) as real) <> %1$s then printf('%%!.17g', %1$s) else cast(%1$s as text) end"
              .formatted(name);
      default -> "cast(" + name + " as text)";
    };
  }
}
