package io.caravan.load.dialect.postgres;

import io.caravan.load.dialect.TableChanges;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import io.caravan.load.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DDL of PostgreSQL. */
final class PostgresChanges implements TableChanges {

  /** Remark of a column for which no value has been seen, so that its type is not decided. */
  static final String NO_VALUE_YET = "no value seen yet";

  /** Remark of a column whose name is not that of its field. */
  static final String FIELD = "field: ";

  @Override
  public Ddl createTable(TableName table, List<Column> columns, List<String> keyColumns) {
    StringBuilder sql = new StringBuilder("create table ").append(table.quoted()).append(" (\n");
    for (Column column : columns) {
      sql.append("  ").append(Names.quote(column.name())).append(' ').append(type(column.type()));
      sql.append(keyColumns.contains(column.name()) ? " not null,\n" : ",\n");
    }
    sql.append("  _loaded_at timestamptz not null default now(),\n  _run_id text");
    if (!keyColumns.isEmpty()) {
      sql.append(",\n  primary key ").append(Names.list(keyColumns));
    }
    List<String> statements = new ArrayList<>();
    statements.add("create schema if not exists " + Names.quote(table.schema()));
    statements.add(sql.append(")").toString());
    columns.forEach(column -> remark(statements, table, column));
    return new Ddl(statements, columns);
  }

  @Override
  public Ddl addColumns(TableName table, List<Column> columns) {
    List<String> statements = new ArrayList<>();
    statements.add(
        columns.stream()
            .map(column -> "add column " + Names.quote(column.name()) + " " + type(column))
            .collect(Collectors.joining(", ", "alter table " + table.quoted() + " ", "")));
    columns.forEach(column -> remark(statements, table, column));
    return new Ddl(statements, columns);
  }

  @Override
  public Ddl changeType(TableName table, Column from, ColumnType to, List<String> keyColumns) {
    String name = Names.quote(from.name());
    List<String> statements = new ArrayList<>();
    statements.add(
        "alter table "
            + table.quoted()
            + " alter column "
            + name
            + " type "
            + type(to)
            + " using "
            + converted(name, from.type(), to));
    Column retyped = from.withType(to);
    if (from.type() == ColumnType.UNKNOWN) {
      remark(statements, table, retyped);
    }
    return new Ddl(statements, List.of(), retyped, List.of());
  }

  @Override
  public Ddl addKey(TableName table, List<Column> keyColumns) {
    List<String> names = keyColumns.stream().map(Column::name).toList();
    return new Ddl(
        List.of("create unique index on " + table.quoted() + " " + Names.list(names)), List.of());
  }

  private static String converted(String name, ColumnType from, ColumnType to) {
    if (from == ColumnType.DATE && to == ColumnType.TIMESTAMPTZ) {
      return name + "::timestamp at time zone 'UTC'";
    }
    if (from == ColumnType.TIMESTAMP && to == ColumnType.TIMESTAMPTZ) {
      return name + " at time zone 'UTC'";
    }
    if (from == ColumnType.TIMESTAMPTZ && to == ColumnType.TEXT) {
      return "to_char(" + name + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    }
    return name + "::" + type(to);
  }

  private static void remark(List<String> statements, TableName table, Column column) {
    List<String> lines = new ArrayList<>();
    if (!column.name().equals(column.field())) {
      lines.add(FIELD + Text.clean(column.field()));
    }
    if (column.type() == ColumnType.UNKNOWN) {
      lines.add(NO_VALUE_YET);
    }
    if (!lines.isEmpty() || column.own()) {
      statements.add(
          "comment on column "
              + table.quoted()
              + "."
              + Names.quote(column.name())
              + " is "
              + (lines.isEmpty() ? "null" : literal(String.join("\n", lines))));
    }
  }

  private static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  private static String type(Column column) {
    return switch (column.name()) {
      case Names.LOADED_AT -> "timestamptz default now()";
      default -> type(column.type());
    };
  }

  static String type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case INTEGER -> "integer";
      case BIGINT -> "bigint";
      case NUMERIC -> "numeric";
      case DOUBLE -> "double precision";
      case DATE -> "date";
      case TIMESTAMP -> "timestamp";
      case TIMESTAMPTZ -> "timestamptz";
      case JSONB -> "jsonb";
      case UNKNOWN, TEXT, OTHER -> "text";
    };
  }
}
