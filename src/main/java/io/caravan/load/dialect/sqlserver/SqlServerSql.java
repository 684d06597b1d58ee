package io.caravan.load.dialect.sqlserver;

import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that bring the rows of a page into one shape of a table of SQL Server. The stage
 * holds texts only, so that nothing is left to what bulk copy makes of types; the server reads them
 * as the types of the columns.
 */
final class SqlServerSql {

  private final List<String> key;
  private final String target;
  private final String stageName;
  private final List<Column> columns;
  private final String names;

  SqlServerSql(TableName table, List<String> key, List<Column> columns) {
    this.key = key;
    this.target = SqlServerDialect.name(table);
    this.stageName = Names.distinct("caravan_" + table + " " + columns);
    this.columns = columns;
    this.names = columns.stream().map(SqlServerSql::name).collect(Collectors.joining(", "));
  }

  /** The stage for bulk copy. */
  String stage() {
    return SqlServerDialect.quoted("#" + stageName);
  }

  List<String> prepare() {
    return List.of(
        SqlServerDialect.dropTemporary(stageName),
        columns.stream()
            .map(column -> name(column) + " nvarchar(max) collate " + SqlServerChanges.EXACT)
            .collect(Collectors.joining(", ", "create table " + stage() + " (", ")")));
  }

  /** Appends the staged rows. Takes the time and the run. */
  String append() {
    return "insert into "
        + target
        + " ("
        + names
        + ", _loaded_at, _run_id) select "
        + names
        + ", ?, ? from "
        + typed()
        + " as s";
  }

  /**
   * Adds what is new and changes what differs. {@code holdlock} keeps the place of a new key free
   * until the end, and {@code updlock} keeps two of those from waiting for each other. Takes the
   * time and the run twice and returns a row with {@code INSERT} or {@code UPDATE} for each.
   */
  String merge() {
    List<Column> rest = columns.stream().filter(column -> !key.contains(column.name())).toList();
    String update =
        rest.isEmpty()
            ? " when matched and 1 = 0 then update set _loaded_at = ?, _run_id = ?"
            : " when matched and exists (select "
                + compared("s.", rest)
                + " except select "
                + compared("t.", rest)
                + ") then update set "
                + rest.stream()
                    .map(column -> name(column) + " = s." + name(column))
                    .collect(Collectors.joining(", "))
                + ", _loaded_at = ?, _run_id = ?";
    return "merge into "
        + target
        + " with (holdlock, updlock) as t using "
        + typed()
        + " as s on "
        + matches(key)
        + update
        + " when not matched by target then insert ("
        + names
        + ", _loaded_at, _run_id) values ("
        + columns.stream().map(column -> "s." + name(column)).collect(Collectors.joining(", "))
        + ", ?, ?) output $action;";
  }

  String deleteOthers(SqlServerSql parents) {
    return "delete t from "
        + target
        + " as t where exists (select 1 from "
        + parents.typed()
        + " as s where "
        + IntStream.range(0, parents.key.size())
            .mapToObj(i -> equal(key.get(i), parents.key.get(i)))
            .collect(Collectors.joining(" and "))
        + ") and not exists (select 1 from "
        + typed()
        + " as s where "
        + matches(key)
        + ")";
  }

  private static String matches(List<String> key) {
    return key.stream().map(name -> equal(name, name)).collect(Collectors.joining(" and "));
  }

  private static String equal(String ofTarget, String ofStage) {
    return "t." + SqlServerDialect.quoted(ofTarget) + " = s." + SqlServerDialect.quoted(ofStage);
  }

  /** The staged rows with the types of the columns. */
  private String typed() {
    return columns.stream()
        .map(column -> SqlServerChanges.read(name(column), column.type()))
        .collect(Collectors.joining(", ", "(select ", " from " + stage() + ")"));
  }

  /** As bytes: every comparison of texts ignores spaces at their end. */
  private static String compared(String side, List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                SqlServerChanges.isText(column.type())
                    ? "cast(" + side + name(column) + " as varbinary(max))"
                    : side + name(column))
        .collect(Collectors.joining(", "));
  }

  private static String name(Column column) {
    return SqlServerDialect.quoted(column.name());
  }
}
