package io.caravan.load.dialect.mysql;

import io.caravan.load.dialect.plain.StageSql;
import io.caravan.load.table.Column;
import io.caravan.load.table.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** How MariaDB and MySQL update one table from another. */
final class MysqlSql extends StageSql {

  MysqlSql(MysqlDialect dialect, TableName table, List<String> key, List<Column> columns) {
    super(dialect, table, key, columns);
  }

  /** From the small table to the large one: without statistics the planner would not know. */
  @Override
  protected String update() {
    return rest().isEmpty()
        ? null
        : "update "
            + stage()
            + " s straight_join "
            + target()
            + " t on "
            + sameKey()
            + " set "
            + rest().stream()
                .map(name -> "t." + name + " = s." + name)
                .collect(Collectors.joining(", "))
            + ", t._loaded_at = ?, t._run_id = ? where not ("
            + rest().stream().map(MysqlSql::same).collect(Collectors.joining(" and "))
            + ")";
  }

  private static String same(String name) {
    return "t." + name + " <=> s." + name;
  }

  @Override
  protected String delete(String others, String belongs, String condition) {
    return "delete t from "
        + others
        + " straight_join "
        + target()
        + " t on "
        + belongs
        + " where "
        + condition;
  }
}
