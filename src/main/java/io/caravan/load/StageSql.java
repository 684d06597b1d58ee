package io.caravan.load;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that bring the rows of a page into one shape of a table by way of a temporary one,
 * for databases whose statements are those of the standard but for the update.
 */
abstract class StageSql {

  private final List<String> key;
  private final List<String> rest;
  private final String target;
  private final String stageName;
  private final String stage;
  private final String names;
  private final int width;

  StageSql(PlainDialect dialect, TableName table, List<String> key, List<Column> columns) {
    this.key = key.stream().map(dialect::quote).toList();
    this.rest =
        columns.stream()
            .map(Column::name)
            .filter(name -> !key.contains(name))
            .map(dialect::quote)
            .toList();
    this.target = dialect.quoted(table);
    this.stageName = Names.distinct("caravan_" + table + " " + columns);
    this.stage = dialect.temporary(stageName);
    this.names =
        columns.stream()
            .map(column -> dialect.quote(column.name()))
            .collect(Collectors.joining(", "));
    this.width = columns.size();
  }

  List<String> key() {
    return key;
  }

  /** The columns that may differ between two rows with the same key. */
  List<String> rest() {
    return rest;
  }

  String target() {
    return target;
  }

  String stage() {
    return stage;
  }

  String stageName() {
    return stageName;
  }

  /** The columns of a row, separated by commas. */
  String names() {
    return names;
  }

  /** What makes the stage, or empties it. */
  abstract List<String> prepare();

  /**
   * Changes the rows that differ. Takes the time and the run; null when there is nothing to change
   * but the key.
   */
  abstract String update();

  /** Deletes rows of lists whose parent is staged and that are not staged themselves. */
  abstract String deleteOthers(StageSql parents);

  String intoStage() {
    return "insert into " + stage + " (" + names + ") values (" + marks(width) + ")";
  }

  /** Takes the time and the run after the columns. */
  String intoTarget() {
    return "insert into "
        + target
        + " ("
        + names
        + ", _loaded_at, _run_id) values ("
        + marks(width + 2)
        + ")";
  }

  /** Adds the rows that are new. Takes the time and the run. */
  String insert() {
    return "insert into "
        + target
        + " ("
        + names
        + ", _loaded_at, _run_id) select "
        + names
        + ", ?, ? from "
        + stage
        + " s where not exists (select 1 from "
        + target
        + " t where "
        + matches(key, key)
        + ")";
  }

  /** {@code t.a = s.a and t.b = s.b}. */
  String matches(List<String> ofTarget, List<String> ofOther) {
    return IntStream.range(0, ofOther.size())
        .mapToObj(i -> "t." + ofTarget.get(i) + " = s." + ofOther.get(i))
        .collect(Collectors.joining(" and "));
  }

  private static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
