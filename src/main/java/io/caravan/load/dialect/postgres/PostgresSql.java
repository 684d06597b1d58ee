package io.caravan.load.dialect.postgres;

import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
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
  private final FromStage all;
  private final FromStage latest;
  private final String countStage;
  private final String countSame;

  /**
   * How staged rows get into the table.
   *
   * @param update changes the rows that differ; null when the table has nothing but its key
   * @param insert adds the rows that are new
   */
  record FromStage(String update, String insert) {}

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
    String stageRows = "pg_temp." + stage;
    all = fromStage(names, rest, stageRows);
    latest =
        fromStage(
            names,
            rest,
            "(select distinct on ("
                + keys
                + ") * from "
                + stageRows
                + " order by "
                + keys
                + ", "
                + SEQUENCE
                + " desc)");
    countSame = countSame(rest);
    countStage = "select count(*) from (select distinct " + keys + " from pg_temp." + stage + ") s";
  }

  private FromStage fromStage(String names, List<Column> rest, String rows) {
    String update =
        rest.isEmpty()
            ? null
            : "update "
                + target
                + " t set "
                + rest.stream()
                    .map(column -> name(column) + " = s." + name(column))
                    .collect(Collectors.joining(", "))
                + ", _loaded_at = now(), _run_id = ? from "
                + rows
                + " s where "
                + matches
                + " and ("
                + compared("t.", rest)
                + ") is distinct from ("
                + compared("s.", rest)
                + ")";
    String insert =
        "insert into "
            + target
            + " ("
            + names
            + ", _loaded_at, _run_id) select "
            + names
            + ", now(), ? from "
            + rows
            + " s where not exists (select from "
            + target
            + " t where "
            + matches
            + ")";
    return new FromStage(update, insert);
  }

  private String countSame(List<Column> rest) {
    String same =
        rest.isEmpty()
            ? ""
            : " where ("
                + compared("t.", rest)
                + ") is not distinct from ("
                + compared("s.", rest)
                + ")";
    return "select count(*) from pg_temp."
        + stage
        + " s join "
        + target
        + " t on "
        + matches
        + same;
  }

  /** The key of a list is the key of its parent, in the same order, and the place in the list. */
  String deleteOthers(PostgresSql parents) {
    String ofParent =
        IntStream.range(0, parents.key.size())
            .mapToObj(
                i -> "t." + Names.quote(key.get(i)) + " = p." + Names.quote(parents.key.get(i)))
            .collect(Collectors.joining(" and "));
    // By a difference of sets: for "not exists" the server compares each row with each other one
    // where it knows nothing of tables as young as these.
    return "delete from "
        + target
        + " t using (select "
        + key.stream().map(name -> "t." + Names.quote(name)).collect(Collectors.joining(", "))
        + " from "
        + target
        + " t join (select distinct "
        + parents.keys
        + " from pg_temp."
        + parents.stage
        + ") p on "
        + ofParent
        + " except select "
        + keys
        + " from pg_temp."
        + stage
        + ") s where "
        + matches;
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

  String analyzeStage() {
    return "analyze pg_temp." + stage;
  }

  /** For staged rows with a key each of its own. */
  FromStage all() {
    return all;
  }

  /** For staged rows of which the last one with the same key counts. */
  FromStage latest() {
    return latest;
  }

  /** How many staged rows, with a key each of its own, stand in the table as they are. */
  String countSame() {
    return countSame;
  }

  String countStage() {
    return countStage;
  }
}
