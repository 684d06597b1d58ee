package io.caravan.load;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.postgres.PostgresDialect;
import io.caravan.load.dialect.postgres.TableSwap;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import io.caravan.load.table.TableShape;
import io.caravan.load.value.ColumnType;
import io.caravan.run.Step;
import io.caravan.stream.Bookmarks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Makes the tables of a stream anew: the rows go into shadow tables, which take the place of the
 * old ones in one transaction with the bookmark when all of them are there. Until then, and when
 * anything goes wrong, the old tables stay.
 */
final class Refresh {

  private static final int TRIES = 5;

  private final DataSource database;
  private final String stream;
  private final LoadOptions wanted;
  private final Step step;
  private final int maxShrinkPercent;
  private final Dialect dialect = new PostgresDialect();
  private final Set<TableName> tables = new LinkedHashSet<>();
  private final Set<TableName> filled = new HashSet<>();

  Refresh(DataSource database, String stream, LoadOptions wanted, Step step, int maxShrinkPercent) {
    this.database = database;
    this.stream = stream;
    this.wanted = wanted;
    this.step = step;
    this.maxShrinkPercent = maxShrinkPercent;
  }

  /** What the loader of the shadow tables is told: what is said of a table holds for its shadow. */
  LoadOptions options() {
    Map<String, List<String>> keys = new LinkedHashMap<>(wanted.keys());
    wanted.keys().forEach((table, key) -> keys.put(shadow(table), key));
    Map<String, Map<String, ColumnType>> declared = new LinkedHashMap<>();
    wanted
        .declared()
        .forEach(
            (table, columns) ->
                declared.put(table.equals(LoadOptions.KEYED) ? table : shadow(table), columns));
    return wanted.withKeys(keys).withDeclared(declared);
  }

  private static String shadow(String table) {
    return ShadowTables.of(TableName.parse(table, null)).toString();
  }

  /** The page for the shadow tables. */
  Map<String, List<?>> renamed(Map<String, List<?>> page) {
    Map<String, List<?>> renamed = new LinkedHashMap<>();
    page.forEach(
        (name, records) -> {
          TableName table = TableName.parse(name, null);
          tables.add(table);
          if (!records.isEmpty()) {
            filled.add(table);
          }
          renamed.put(ShadowTables.of(table).toString(), records);
        });
    return renamed;
  }

  /**
   * Puts the new tables in the place of the old ones and moves the bookmark; drops them when the
   * step has failed.
   *
   * @param bookmark null when it stays
   * @param allowed whether a person has said that tables may lose many rows
   * @return what was changed
   */
  List<String> finish(String bookmark, boolean allowed) {
    if (step.isFailing()) {
      giveUp();
      return List.of();
    }
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = database.getConnection()) {
        try {
          connection.setAutoCommit(false);
          dialect.limitWaits(connection, wanted.lockWait());
          List<String> changes = swap(connection, allowed);
          Bookmarks.move(connection, stream, bookmark, step.fence(), step.run().id());
          connection.commit();
          return changes;
        } catch (SQLException | RuntimeException e) {
          connection.rollback();
          throw e;
        }
      } catch (SQLException e) {
        if (!dialect.mayPass(e) || attempt == TRIES) {
          throw dialect.explain(null, TableName.parse(stream, null), e);
        }
      }
    }
  }

  private List<String> swap(Connection connection, boolean allowed) throws SQLException {
    TableSwap swap = new TableSwap(connection, step.run().id());
    for (TableName table : tables) {
      List<TableName> shadows = ShadowTables.family(connection, table);
      TableShape old = dialect.describe(connection, table);
      if (dialect.describe(connection, shadows.get(0)) == null) {
        // Pages came, but no record: more often a broken source than an empty one.
        step.note("nothing read for", table.toString());
        continue;
      }
      if (old != null && onlySeesToATable(table)) {
        ShadowTables.drop(connection, shadows.get(0));
        continue;
      }
      if (old != null && !allowed) {
        checkShrink(connection, table, shadows.get(0), old);
      }
      for (TableName shadow : shadows) {
        String rest = shadow.table().substring(shadows.get(0).table().length());
        swap.add(new TableName(table.schema(), Names.effective(table.table() + rest)), shadow);
      }
      swap.empty(
          dialect.children(connection, table).stream()
              .filter(child -> !swap.replaces(child))
              .toList());
    }
    return swap.run();
  }

  /**
   * Whether pages named a table beside that of the stream and brought no record of it: what another
   * stream has stored there is not theirs to take away.
   */
  private boolean onlySeesToATable(TableName table) {
    return !filled.contains(table) && !table.equals(tables.iterator().next());
  }

  private void checkShrink(
      Connection connection, TableName table, TableName shadow, TableShape shape)
      throws SQLException {
    String alive = shape.column(Names.DELETED_AT).isPresent() ? " where _deleted_at is null" : "";
    long before = count(connection, table, alive);
    long after = count(connection, shadow, "");
    DeleteRules rules =
        new DeleteRules(DeleteRules.Policy.HARD, null, "", "", "", Map.of(), maxShrinkPercent);
    if (rules.refuses(before - after, before)) {
      throw CaravanException.of(
              ErrorCode.E602,
              "%s would shrink from %,d to %,d rows".formatted(table, before, after))
          .where("run " + step.run().id())
          .why(
              "a full refresh may take away "
                  + maxShrinkPercent
                  + " % at most; the old rows are still there")
          .fix(
              "./caravan run " + step.name() + " --full-refresh --allow-deletes",
              "Raise load.max-shrink-percent")
          .build();
    }
  }

  private static long count(Connection connection, TableName table, String where)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table.quoted() + where)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Drops the shadow tables; the old ones stay. */
  void giveUp() {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      for (TableName table : tables) {
        for (TableName shadow : new ArrayList<>(ShadowTables.family(connection, table))) {
          ShadowTables.drop(connection, shadow);
        }
      }
    } catch (SQLException e) {
      // The next run clears them away; what went wrong before matters more.
      step.note("shadow tables left", e.getMessage());
    }
  }
}
