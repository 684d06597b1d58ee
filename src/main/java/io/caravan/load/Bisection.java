package io.caravan.load;

import io.caravan.load.dialect.BatchBuilder;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.dialect.Stamp;
import io.caravan.load.dialect.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stores the rows of one table and finds those the database refuses: a part that fails is undone
 * and tried again in halves, down to the single rows that are to blame.
 */
final class Bisection {

  private final Dialect dialect;
  private final LoadedTable table;
  private final Connection transaction;
  private final Stamp stamp;
  private final RejectLimit rejects;
  private final Set<LoadedTable> staged = new HashSet<>();

  Bisection(
      Dialect dialect,
      LoadedTable table,
      Connection transaction,
      Stamp stamp,
      RejectLimit rejects) {
    this.dialect = dialect;
    this.table = table;
    this.transaction = transaction;
    this.stamp = stamp;
    this.rejects = rejects;
  }

  Stored store(List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return Stored.NOTHING;
    }
    Savepoint before = transaction.setSavepoint();
    SQLException failure;
    try {
      Stored stored = attempt(rows);
      transaction.releaseSavepoint(before);
      return stored;
    } catch (SQLException e) {
      failure = e;
    }
    if (!dialect.blamesRows(failure)) {
      throw failure;
    }
    transaction.rollback(before);
    if (dialect.isDuplicate(failure) && touch()) {
      return store(rows);
    }
    if (rows.size() == 1) {
      rejects.add(table.name(), dialect.reason(failure), rows.get(0));
      return Stored.NOTHING;
    }
    int half = rows.size() / 2;
    return store(rows.subList(0, half)).plus(store(rows.subList(half, rows.size())));
  }

  /** Gives up appending. Returns false when nothing was appended. */
  private boolean touch() {
    boolean appended = table.appends() && !table.key().isEmpty();
    table.touched();
    for (LoadedTable child : table.children()) {
      appended |= child.appends();
      child.touched();
    }
    return appended;
  }

  private Stored attempt(List<Row> rows) throws SQLException {
    boolean fresh = table.appends();
    Stored stored = store(table, rows);
    for (LoadedTable child : table.children()) {
      List<Row> ofAll = new ArrayList<>();
      rows.forEach(row -> ofAll.addAll(row.children().getOrDefault(child, List.of())));
      if (child.shape() != null) {
        store(child, ofAll);
        if (!fresh && !child.appends()) {
          child.writer().deleteOthers(transaction, table.writer());
        }
      }
    }
    return stored;
  }

  private Stored store(LoadedTable into, List<Row> rows) throws SQLException {
    if (!into.appends() && !staged.add(into)) {
      into.writer().clear(transaction);
    }
    BatchBuilder batch = into.batch(stamp);
    rows.forEach(row -> batch.add(row.values()));
    return batch.build().store(transaction);
  }
}
