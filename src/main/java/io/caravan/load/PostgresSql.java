package io.caravan.load;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements that bring the rows of a page into one shape of a table. */
final class PostgresSql {

  private static final String SEQUENCE = "_caravan_seq";

  private final List<String> key;
  private final String target;
  private final String stage;
  private final String keys;
  private final String matches;
  private final String copyIntoTable;
  private final String createStage;
  private final String clearStage;
  private final String copyIntoStage;
  private final String update;
  private final String insert;
  private final String countStage;

  PostgresSql(TableName table, List<String> key, List<Column> columns) {
    this.key = key;
    target = table.quoted();
    String names = columns.stream().map(PostgresSql::name).collect(Collectors.joining(", "));
    stage = Names.quote(Names.distinct("caravan_" + table + " " + columns));
    keys = key.stream().map(Names::quote).collect(Collectors.joining(", "));
    matches =
        key.stream()
            .map(Names::quote)
            .map(name -> "t." + name + " = s." + name)
            .collect(Collectors.joining(" and "));
    String latest = " order by " + keys + ", " + SEQUENCE + " desc";
    List<Column> rest = columns.stream().filter(column -> !key.contains(column.name())).toList();

    copyIntoTable = "copy " + target + " (" + names + ", _loaded_at, _run_id) from stdin";
    createStage =
        "create temporary table if not exists "
            + stage
            + " on commit delete rows as select "
            + names
            + ", 0 as "
            + SEQUENCE
            + " from "
            + target
            + " with no data";
    clearStage = "truncate pg_temp." + stage;
    copyIntoStage = "copy pg_temp." + stage + " from stdin";
    // Through the sorted rows of the page, so that two writers lock the same rows in the same
    // order.
    update =
        rest.isEmpty()
            ? null
            : "update "
                + target
                + " t set "
                + rest.stream()
                    .map(column -> name(column) + " = s." + name(column))
                    .collect(Collectors.joining(", "))
                + ", _loaded_at = now(), _run_id = ? from (select distinct on ("
                + keys
                + ") * from pg_temp."
                + stage
                + latest
                + ") s where "
                + matches
                + " and ("
                + compared("t.", rest)
                + ") is distinct from ("
                + compared("s.", rest)
                + ")";
    insert =
        "insert into "
            + target
            + " ("
            + names
            + ", _loaded_at, _run_id) select distinct on ("
            + keys
            + ") "
            + names
            + ", now(), ? from pg_temp."
            + stage
            + " s where not exists (select from "
            + target
            + " t where "
            + matches
            + ")"
            + latest;
    countStage = "select count(*) from (select distinct " + keys + " from pg_temp." + stage + ") s";
  }

  /** The key of a list is the key of its parent, in the same order, and the place in the list. */
  String deleteOthers(PostgresSql parents) {
    String ofParent =
        IntStream.range(0, parents.key.size())
            .mapToObj(
                i -> "t." + Names.quote(key.get(i)) + " = p." + Names.quote(parents.key.get(i)))
            .collect(Collectors.joining(" and "));
    return "delete from "
        + target
        + " t using (select distinct "
        + parents.keys
        + " from pg_temp."
        + parents.stage
        + ") p where "
        + ofParent
        + " and not exists (select from pg_temp."
        + stage
        + " s where "
        + matches
        + ")";
  }

  private static String name(Column column) {
    return Names.quote(column.name());
  }

  /** Some types, such as json and xml, cannot be compared but by their text. */
  private static String compared(String side, List<Column> columns) {
    return columns.stream()
        .map(column -> side + name(column) + (column.type() == ColumnType.OTHER ? "::text" : ""))
        .collect(Collectors.joining(", "));
  }

  String copyIntoTable() {
    return copyIntoTable;
  }

  String createStage() {
    return createStage;
  }

  String clearStage() {
    return clearStage;
  }

  String copyIntoStage() {
    return copyIntoStage;
  }

  /** Null when the table has nothing but its key. */
  String update() {
    return update;
  }

  String insert() {
    return insert;
  }

  String countStage() {
    return countStage;
  }
}
