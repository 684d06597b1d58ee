package io.caravan.load;

import io.caravan.db.Product;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.Column;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.run.Step;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The foreign keys that a catalog tells of, there between loads and not during them: a row may come
 * before the row it refers to, and may stay when that one goes. They are dropped when the first
 * page for a table comes, and made when a stream has been read, where the rows allow it.
 */
final class ForeignKeys {

  private static final String OURS = "caravan_fk_";

  private final DataSource database;
  private final Product product;
  private final Dialect dialect;
  private final Step step;
  private final Duration lockWait;
  private final DeclaredTables declared;
  private final Set<String> freed = new HashSet<>();

  ForeignKeys(DataSource database, Step step, Duration lockWait, DeclaredTables declared) {
    this.database = database;
    this.product = Product.of(database);
    this.dialect = Dialects.of(database);
    this.step = step;
    this.lockWait = lockWait;
    this.declared = declared;
  }

  /** Drops the ones that begin or end at a table that rows come for. */
  void free(Set<String> tables) {
    for (String name : tables) {
      if (freed.add(name)) {
        TableName table = TableName.parse(name, null);
        work(
            name,
            (connection, runner) -> {
              for (Map.Entry<String, TableName> key : found(connection, table).entrySet()) {
                String drop = " drop constraint " + dialect.quote(key.getKey());
                change(runner, key.getValue(), drop);
              }
            });
      }
    }
  }

  /** Makes the ones that begin or end at a table that rows came for, and whose ends are there. */
  void make() {
    declared
        .references()
        .forEach(
            (child, references) ->
                references.forEach(
                    (fields, parent) -> {
                      if (freed.contains(child) || freed.contains(parent)) {
                        make(TableName.parse(child, null), fields, TableName.parse(parent, null));
                      }
                    }));
  }

  private void make(TableName child, List<String> fields, TableName parent) {
    work(
        child + "." + String.join(",", fields),
        (connection, runner) -> {
          List<Column> from = KeyTable.columns(dialect.describe(connection, child), fields);
          List<Column> to =
              KeyTable.columns(
                  dialect.describe(connection, parent), declared.key(parent.toString()));
          String name = Names.distinct(OURS + child.table() + "_" + String.join("_", fields));
          boolean fits = !from.isEmpty() && from.size() == to.size();
          if (fits && !found(connection, child).containsKey(name)) {
            String add =
                " add constraint %s foreign key (%s) references %s (%s)"
                    .formatted(dialect.quote(name), list(from), dialect.quoted(parent), list(to));
            change(runner, child, add);
          }
        });
  }

  private String list(List<Column> columns) {
    return columns.stream()
        .map(column -> dialect.quote(column.name()))
        .collect(Collectors.joining(", "));
  }

  private void change(DdlRunner runner, TableName table, String change) throws SQLException {
    runner.run(table, new Ddl(List.of("alter table " + dialect.quoted(table) + change), List.of()));
  }

  /** Our keys at both sides of a table, each with the table it begins at. */
  private Map<String, TableName> found(Connection connection, TableName table) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    String schema = product == Product.MYSQL ? null : table.schema();
    Map<String, TableName> found = new LinkedHashMap<>();
    List<ResultSet> both = new ArrayList<>();
    both.add(meta.getImportedKeys(connection.getCatalog(), schema, table.table()));
    both.add(meta.getExportedKeys(connection.getCatalog(), schema, table.table()));
    for (ResultSet keys : both) {
      try (keys) {
        while (keys.next()) {
          String name = keys.getString("FK_NAME");
          if (name != null && name.startsWith(OURS)) {
            found.put(name, new TableName(table.schema(), keys.getString("FKTABLE_NAME")));
          }
        }
      }
    }
    return found;
  }

  private interface Work {
    void run(Connection connection, DdlRunner runner) throws SQLException;
  }

  private void work(String what, Work work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      work.run(connection, new DdlRunner(dialect, connection, step.run().id(), lockWait));
      connection.commit();
    } catch (SQLException e) {
      step.note("no foreign key " + what, dialect.reason(e));
    }
  }
}
