package io.caravan.load.dialect.plain;

import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that bring the rows of a page into one shape of a table by way of a temporary one,
 * for databases whose statements are those of the standard but for the update.
 */
public abstract class StageSql {

  private final List<String> key;
  private final List<String> rest;
  private final String target;
  private final String stage;
  private final List<String> prepare;
  private final String keysName;
  private final PlainDialect dialect;
  private final String names;
  private final int width;

  protected StageSql(
      PlainDialect dialect, TableName table, List<String> key, List<Column> columns) {
    this.key = key.stream().map(dialect::quote).toList();
    this.rest =
        columns.stream()
            .map(Column::name)
            .filter(name -> !key.contains(name))
            .map(dialect::quote)
            .toList();
    this.target = dialect.quoted(table);
    this.names =
        columns.stream()
            .map(column -> dialect.quote(column.name()))
            .collect(Collectors.joining(", "));
    this.width = columns.size();
    String name = Names.distinct("caravan_" + table + " " + columns);
    this.stage = dialect.temporary(name);
    this.prepare = dialect.makeStage(name, table, names);
    this.keysName = Names.distinct(name + " keys");
    this.dialect = dialect;
  }

  /** The columns that may differ between two rows with the same key. */
  protected List<String> rest() {
    return rest;
  }

  protected String target() {
    return target;
  }

  protected String stage() {
    return stage;
  }

  /** What makes the stage, or empties it. */
  List<String> prepare() {
    return prepare;
  }

  /**
   * Changes the rows that differ. Takes the time and the run; null when there is nothing to change
   * but the key.
   */
  protected abstract String update();

  /**
   * Deletes rows of the table {@code t} that belong to others and fulfil a condition.
   *
   * @param others {@code s}, as it stands in a from clause
   */
  protected abstract String delete(String others, String belongs, String condition);

  /** Deletes rows of lists whose parent is staged and that are not staged themselves. */
  List<String> deleteOthers(StageSql parents) {
    List<String> statements = new ArrayList<>(dialect.makeKeys(keysName, stage, key));
    String keys = statements.isEmpty() ? stage : dialect.temporary(keysName);
    statements.add(
        delete(
            "(select distinct " + String.join(", ", parents.key) + " from " + parents.stage + ") s",
            matches(key, parents.key),
            "not exists (select 1 from " + keys + " s where " + matches(key, key) + ")"));
    return statements;
  }

  /** How many columns a staged row has. */
  int width() {
    return width;
  }

  /**
   * Puts rows into the stage.
   *
   * @param rows how many a statement takes
   */
  String intoStage(int rows) {
    return "insert into " + stage + " (" + names + ") values " + marks(rows, width);
  }

  /** The same for the table: each row takes the time and the run after the columns. */
  String intoTarget(int rows) {
    return "insert into "
        + target
        + " ("
        + names
        + ", _loaded_at, _run_id) values "
        + marks(rows, width + 2);
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

  /** True of a row of the table {@code t} with the key of a row of the stage {@code s}. */
  protected String sameKey() {
    return matches(key, key);
  }

  /** {@code t.a = s.a and t.b = s.b}. */
  private static String matches(List<String> ofTarget, List<String> ofOther) {
    return IntStream.range(0, ofOther.size())
        .mapToObj(i -> "t." + ofTarget.get(i) + " = s." + ofOther.get(i))
        .collect(Collectors.joining(" and "));
  }

  private static String marks(int rows, int width) {
    String row = "(" + String.join(", ", Collections.nCopies(width, "?")) + ")";
    return String.join(", ", Collections.nCopies(rows, row));
  }
}
