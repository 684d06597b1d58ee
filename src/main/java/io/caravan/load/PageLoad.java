package io.caravan.load;

import io.caravan.load.dialect.Batch;
import io.caravan.load.dialect.BatchBuilder;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.RejectedRow;
import io.caravan.load.dialect.Stored;
import io.caravan.load.table.Ddl;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One try to store a page: tables first, then everything else in one transaction.
 *
 * <p>A page for tables that are known, fit, and take every record can be got ready while the page
 * before it is on its way. Any other page has to see the tables as they are.
 */
final class PageLoad {

  private final Dialect dialect;
  private final String stream;
  private final LoadOptions options;
  private final StreamRun run;
  private final LoadRequest request;
  private final List<PagePart> parts = new ArrayList<>();
  private final List<RejectedRow> rejects = new ArrayList<>();
  private final List<String> ddl = new ArrayList<>();
  private final Map<TableName, Batch> batches = new LinkedHashMap<>();
  private boolean ready;
  private long transaction = -1;
  private TableName busyWith;
  private Stored stored = Stored.NOTHING;

  PageLoad(
      Dialect dialect, String stream, LoadOptions options, StreamRun run, LoadRequest request) {
    this.dialect = dialect;
    this.stream = stream;
    this.options = options;
    this.run = run;
    this.request = request;
  }

  /** The number of the transaction whose commit was sent; negative while none was. */
  long transaction() {
    return transaction;
  }

  /** The table in hand, for messages. */
  TableName busyWith() {
    return busyWith;
  }

  /** Gets the page ready without a connection. Returns whether nothing stands in the way of it. */
  boolean getReady() {
    if (options.nested() == Nested.TABLES) {
      return false;
    }
    for (Map.Entry<String, ? extends List<?>> entry : request.tables().entrySet()) {
      LoadedTable table = run.known(TableName.parse(entry.getKey(), null));
      if (table == null || !getReady(table, entry.getValue())) {
        return false;
      }
    }
    ready = true;
    return true;
  }

  void run(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    if (ready) {
      send(connection);
    } else {
      readAndStore(connection);
    }
  }

  /**
   * The rows are written as if everything fitted, and whether it did shows at the end. What does
   * not fit is read again by {@link #run}.
   */
  private boolean getReady(LoadedTable table, List<?> records) {
    if (table.shape() == null || records.isEmpty()) {
      return records.isEmpty();
    }
    BatchBuilder batch = table.batch(run.stamp());
    boolean[] odd = new boolean[1];
    new PagePart(table, rejects)
        .read(
            records,
            options.nested(),
            row -> {
              batch.add(row.values());
              odd[0] |= !row.oddDays().isEmpty();
            });
    if (odd[0] || !rejects.isEmpty() || !new TablePlan(dialect, table).changes().isEmpty()) {
      return false;
    }
    batches.put(table.name(), batch.build());
    return true;
  }

  /** Whether the page was got ready, and so says nothing yet of single rows that are refused. */
  boolean isReady() {
    return ready;
  }

  private void send(Connection connection) throws SQLException {
    long number = dialect.begin(connection, options.lockWait());
    for (Map.Entry<TableName, Batch> batch : batches.entrySet()) {
      busyWith = batch.getKey();
      stored = stored.plus(batch.getValue().store(connection));
    }
    commit(connection, number);
  }

  private void readAndStore(Connection connection) throws SQLException {
    dialect.limitWaits(connection, options.lockWait());
    for (Map.Entry<String, ? extends List<?>> entry : request.tables().entrySet()) {
      busyWith = TableName.parse(entry.getKey(), null);
      PagePart part = new PagePart(run.table(connection, busyWith), rejects);
      LoadedTable table = part.table();
      if (options.nested() == Nested.TABLES) {
        part.read(
            entry.getValue(),
            new NestedReader(table, field -> run.child(connection, table, field)));
      } else {
        part.read(entry.getValue(), options.nested());
      }
      parts.add(part);
      prepare(connection, part);
      dialect.limitWaits(connection, options.lockWait());
    }
    long number = dialect.begin(connection, options.lockWait());
    for (PagePart part : parts) {
      busyWith = part.table().name();
      store(connection, part);
    }
    dialect.saveRejects(connection, stream, request.runId(), StoredOptions.json(options), rejects);
    commit(connection, number);
  }

  private void commit(Connection connection, long number) throws SQLException {
    if (request.fence() != null) {
      dialect.moveBookmark(connection, stream, bookmark(), request.fence(), request.runId());
    }
    transaction = number;
    connection.commit();
  }

  private void prepare(Connection connection, PagePart part) throws SQLException {
    if (part.rows().isEmpty() && !part.table().isDeclared()) {
      connection.commit();
      return;
    }
    change(connection, part.table());
    for (LoadedTable child : part.table().children()) {
      if (child.shape() != null || hasRows(part, child)) {
        change(connection, child);
      }
    }
    part.takeOutOddDays();
  }

  private static boolean hasRows(PagePart part, LoadedTable child) {
    return part.rows().stream()
        .anyMatch(row -> !row.children().getOrDefault(child, List.of()).isEmpty());
  }

  private void change(Connection connection, LoadedTable table) throws SQLException {
    List<Ddl> changes = new TablePlan(dialect, table).changes();
    connection.commit();
    DdlRunner runner = new DdlRunner(dialect, connection, request.runId(), options.lockWait());
    while (!changes.isEmpty()) {
      for (Ddl change : changes) {
        ddl.add(runner.run(table.name(), change).text());
      }
      dialect.limitWaits(connection, options.lockWait());
      table.look(connection);
      changes = new TablePlan(dialect, table).changes();
      connection.commit();
    }
  }

  private void store(Connection connection, PagePart part) throws SQLException {
    if (part.rows().isEmpty()) {
      return;
    }
    RejectLimit limit = new RejectLimit(stream, run.rejected(), options, rejects);
    stored =
        stored.plus(
            new Bisection(dialect, part.table(), connection, run.stamp(), limit)
                .store(part.rows()));
  }

  private String bookmark() {
    return run.rejected() + rejects.size() > options.maxRejects() ? null : request.bookmark();
  }

  /** What became of the page; to be asked after its commit. */
  LoadCounts counts() {
    long read = request.tables().values().stream().mapToLong(List::size).sum();
    String sample = rejects.isEmpty() ? null : shortened(rejects.get(0).raw());
    return new LoadCounts(
        read,
        stored.added(),
        stored.changed(),
        stored.same(),
        stored.repeated(),
        rejects.size(),
        stored.sanitized(),
        List.copyOf(ddl),
        Reasons.of(rejects),
        sample,
        run.rejected() + rejects.size(),
        request.fence() == null ? null : bookmark());
  }

  private static String shortened(String raw) {
    int longest = 200;
    return raw.length() <= longest ? raw : raw.substring(0, longest) + " ...";
  }
}
