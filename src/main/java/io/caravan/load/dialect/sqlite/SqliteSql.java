package io.caravan.load.dialect.sqlite;

import io.caravan.load.dialect.plain.StageSql;
import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** How SQLite updates one table from another. */
final class SqliteSql extends StageSql {

  SqliteSql(SqliteDialect dialect, TableName table, List<String> key, List<Column> columns) {
    super(dialect, table, key, columns);
  }

  @Override
  protected String update() {
    return rest().isEmpty()
        ? null
        : "update "
            + target()
            + " as t set "
            + rest().stream().map(name -> name + " = s." + name).collect(Collectors.joining(", "))
            + ", _loaded_at = ?, _run_id = ? from "
            + stage()
            + " s where "
            + sameKey()
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
  protected String delete(String others, String belongs, String condition) {
    return "delete from "
        + target()
        + " where rowid in (select t.rowid from "
        + others
        + " join "
        + target()
        + " t on "
        + belongs
        + " where "
        + condition
        + ")";
  }
}
