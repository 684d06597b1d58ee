package io.caravan.load;

import java.util.List;
import java.util.stream.Collectors;

/** How SQLite updates one table from another. */
final class SqliteSql extends StageSql {

  private final List<String> prepare;

  SqliteSql(SqliteDialect dialect, TableName table, List<String> key, List<Column> columns) {
    super(dialect, table, key, columns);
    prepare = dialect.makeTemporary(stageName(), table, names());
  }

  @Override
  List<String> prepare() {
    return prepare;
  }

  @Override
  String update() {
    return rest().isEmpty()
        ? null
        : "update "
            + target()
            + " as t set "
            + rest().stream().map(name -> name + " = s." + name).collect(Collectors.joining(", "))
            + ", _loaded_at = ?, _run_id = ? from "
            + stage()
            + " s where "
            + matches(key(), key())
            + " and ("
            + columns("t.")
            + ") is not ("
            + columns("s.")
            + ")";
  }

  /** As one value each: a thousand comparisons would be deeper than an expression may be. */
  private String columns(String side) {
    return rest().stream().map(name -> side + name).collect(Collectors.joining(", "));
  }

  @Override
  String deleteOthers(StageSql parents) {
    return "delete from "
        + target()
        + " where rowid in (select t.rowid from (select distinct "
        + String.join(", ", parents.key())
        + " from "
        + parents.stage()
        + ") s join "
        + target()
        + " t on "
        + matches(key(), parents.key())
        + " where not exists (select 1 from "
        + stage()
        + " s where "
        + matches(key(), key())
        + "))";
  }
}
