package io.caravan.load;

import java.util.List;
import java.util.stream.Collectors;

/** How MariaDB and MySQL update one table from another. */
final class MysqlSql extends StageSql {

  private final List<String> prepare;

  MysqlSql(MysqlDialect dialect, TableName table, List<String> key, List<Column> columns) {
    super(dialect, table, key, columns);
    prepare = dialect.makeTemporary(stageName(), table, names());
  }

  @Override
  List<String> prepare() {
    return prepare;
  }

  /** From the small table to the large one: without statistics the planner would not know. */
  @Override
  String update() {
    return rest().isEmpty()
        ? null
        : "update "
            + stage()
            + " s straight_join "
            + target()
            + " t on "
            + matches(key(), key())
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
  String deleteOthers(StageSql parents) {
    return "delete t from (select distinct "
        + String.join(", ", parents.key())
        + " from "
        + parents.stage()
        + ") s straight_join "
        + target()
        + " t on "
        + matches(key(), parents.key())
        + " where not exists (select 1 from "
        + stage()
        + " s where "
        + matches(key(), key())
        + ")";
  }
}
