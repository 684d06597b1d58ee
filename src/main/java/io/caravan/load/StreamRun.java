package io.caravan.load;

import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.Stamp;
import io.caravan.load.table.TableName;
import io.caravan.load.value.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What loading remembers between the pages of one run. */
final class StreamRun {

  private final String runId;
  private final Dialect dialect;
  private final LoadOptions options;
  private final Map<TableName, LoadedTable> tables = new HashMap<>();
  private Duration clockAhead;
  private long rejected;

  StreamRun(String runId, Dialect dialect, LoadOptions options) {
    this.runId = runId;
    this.dialect = dialect;
    this.options = options;
  }

  String runId() {
    return runId;
  }

  /** What the rows of the next page say of it. The clock of the database is asked once a run. */
  Stamp stamp() {
    return new Stamp(Instant.now().plus(clockAhead).toString(), runId);
  }

  /** The table as an earlier page of the run has left it; null when none went there. */
  LoadedTable known(TableName name) {
    return tables.get(name);
  }

  LoadedTable table(Connection connection, TableName name) throws SQLException {
    if (clockAhead == null) {
      clockAhead = Duration.between(Instant.now(), dialect.now(connection));
    }
    LoadedTable table = tables.get(name);
    if (table == null) {
      table = open(connection, name, options.keyOf(name), options.declaredOf(name));
      if (options.nested() == Nested.TABLES) {
        for (TableName child : dialect.children(connection, name)) {
          table.addChild(open(connection, child, Nesting.childKey(table.key()), Map.of()));
        }
      }
    }
    return table;
  }

  /** The table for the lists of a field. */
  LoadedTable child(Connection connection, LoadedTable parent, String field) throws SQLException {
    TableName name = parent.name().child(field);
    LoadedTable child = tables.get(name);
    if (child == null) {
      child = open(connection, name, Nesting.childKey(parent.key()), Map.of());
      parent.addChild(child);
    }
    return child;
  }

  private LoadedTable open(
      Connection connection, TableName name, List<String> key, Map<String, ColumnType> declared)
      throws SQLException {
    LoadedTable table = new LoadedTable(dialect, name, key, options.infer(), declared);
    table.open(connection);
    tables.put(name, table);
    return table;
  }

  /** Looks at every table anew: one of them is not what it was. */
  void forgetTables() {
    tables.clear();
  }

  long rejected() {
    return rejected;
  }

  void addRejected(long howMany) {
    rejected += howMany;
  }
}
