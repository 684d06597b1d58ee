package io.caravan.load.dialect.mysql;

import io.caravan.load.dialect.TableChanges;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * DDL of MariaDB and MySQL. Each statement is committed by itself, so each leaves a table that the
 * next run can go on from.
 */
final class MysqlChanges implements TableChanges {

  /**
   * Compares texts by their bytes and without padding, as every other collation does not: {@code
   * /*M!} is read by MariaDB only, {@code /*!80017} by MySQL only.
   */
  private static final String EXACT =
      " character set utf8mb4 /*M! collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */";

  /** An index holds 3,072 bytes, which are 768 characters; a few are left for other columns. */
  private static final int LONGEST_KEY = 700;

  @Override
  public Ddl createTable(TableName table, List<Column> columns, List<String> keyColumns) {
    List<String> lines = new ArrayList<>();
    for (Column column : columns) {
      boolean inKey = keyColumns.contains(column.name());
      lines.add(
          "  "
              + MysqlDialect.quoted(column.name())
              + " "
              + type(column.type(), inKey ? keyColumns.size() : 0)
              + (inKey ? " not null" : ""));
    }
    lines.add("  _loaded_at datetime(6)");
    lines.add("  _run_id varchar(100)" + EXACT);
    if (!keyColumns.isEmpty()) {
      lines.add(
          keyColumns.stream()
              .map(MysqlDialect::quoted)
              .collect(Collectors.joining(", ", "  primary key (", ")")));
    }
    return new Ddl(
        List.of(
            "create table if not exists "
                + name(table)
                + " (\n"
                + String.join(",\n", lines)
                + ") engine = InnoDB row_format = dynamic"
                + EXACT),
        columns);
  }

  @Override
  public Ddl addColumns(TableName table, List<Column> columns) {
    return new Ddl(
        List.of(
            columns.stream()
                .map(
                    column ->
                        "add column "
                            + MysqlDialect.quoted(column.name())
                            + " "
                            + type(column.type(), 0))
                .collect(Collectors.joining(", ", "alter table " + name(table) + " ", ""))),
        columns);
  }

  @Override
  public Ddl changeType(TableName table, Column from, ColumnType to, List<String> keyColumns) {
    String column = MysqlDialect.quoted(from.name());
    boolean inKey = keyColumns.contains(from.name());
    List<String> statements = new ArrayList<>();
    statements.add(
        "alter table "
            + name(table)
            + " modify column "
            + column
            + " "
            + type(to, inKey ? keyColumns.size() : 0)
            + (inKey ? " not null" : ""));
    if (to == ColumnType.TEXT) {
      asWritten(from.type())
          .ifPresent(set -> statements.add("update " + name(table) + set.replace("$", column)));
    }
    return new Ddl(statements, List.of(), from.withType(to), List.of());
  }

  /** What turns the text that the server makes of a value into that of other databases. */
  private static java.util.Optional<String> asWritten(ColumnType from) {
    return java.util.Optional.ofNullable(
        switch (from) {
          case BOOLEAN -> " set $ = if($ = '1', 'true', 'false') where $ in ('0', '1')";
          case NUMERIC ->
              " set $ = trim(trailing '.' from trim(trailing '0' from $)) where $ like '%.%'";
          case TIMESTAMP, TIMESTAMPTZ ->
              " set $ = concat(replace($, ' ', 'T'), 'Z') where $ like '____-__-__ %'";
          default -> null;
        });
  }

  @Override
  public Ddl addKey(TableName table, List<Column> keyColumns) {
    List<String> parts = new ArrayList<>();
    for (Column column : keyColumns) {
      if (isText(column.type())) {
        parts.add(
            "modify column "
                + MysqlDialect.quoted(column.name())
                + " "
                + type(column.type(), keyColumns.size())
                + " not null");
      }
    }
    List<String> names = keyColumns.stream().map(Column::name).toList();
    parts.add(
        names.stream()
            .map(MysqlDialect::quoted)
            .collect(
                Collectors.joining(
                    ", ",
                    "add unique index "
                        + MysqlDialect.quoted(Names.distinct("caravan_key_" + table + names))
                        + " (",
                    ")")));
    return new Ddl(
        List.of("alter table " + name(table) + " " + String.join(", ", parts)), List.of());
  }

  private static String name(TableName table) {
    return MysqlDialect.quoted(MysqlDialect.physical(table));
  }

  private static boolean isText(ColumnType type) {
    return type == ColumnType.TEXT || type == ColumnType.UNKNOWN;
  }

  /**
   * @param keys how many columns share the index; 0 for a column that is in none
   */
  private static String type(ColumnType type, int keys) {
    return switch (type) {
      case BOOLEAN -> "tinyint(1)";
      case INTEGER -> "int";
      case BIGINT -> "bigint";
      case NUMERIC ->
          "decimal("
              + (MysqlDialect.DIGITS_BEFORE + MysqlDialect.DIGITS_AFTER)
              + ","
              + MysqlDialect.DIGITS_AFTER
              + ")";
      case DOUBLE -> "double";
      case DATE -> "date";
      case TIMESTAMP, TIMESTAMPTZ -> "datetime(6)";
      case JSONB -> "json";
      case UNKNOWN, TEXT, OTHER ->
          (keys == 0 ? "longtext" : "varchar(" + LONGEST_KEY / keys + ")") + EXACT;
    };
  }
}
