package io.caravan.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What loading remembers between the pages of one run. */
final class StreamRun {

  private final String runId;
  private final Dialect dialect;
  private final LoadOptions options;
  private final Map<TableName, LoadedTable> tables = new HashMap<>();
  private long rejected;

  StreamRun(String runId, Dialect dialect, LoadOptions options) {
    this.runId = runId;
    this.dialect = dialect;
    this.options = options;
  }

  String runId() {
    return runId;
  }

  LoadedTable table(Connection connection, TableName name) throws SQLException {
    LoadedTable table = tables.get(name);
    if (table == null) {
      table = new LoadedTable(dialect, name, options.keyOf(name), options.infer());
      table.open(connection);
      tables.put(name, table);
    }
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
