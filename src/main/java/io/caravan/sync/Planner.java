package io.caravan.sync;

import io.caravan.error.CaravanException;
import io.caravan.stream.Bookmarks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Makes the plan: which rows of a file have to be written. */
final class Planner {

  /** The note of a dry run. */
  static final String DIFFERENCE = "diff";

  private static final String KEEP =
      """
      insert into caravan.sync_plan (destination, account, entity, line, external_key, gone, payload)
      select ?, ?, ?, line, external_key, gone, payload
        from compared where action in ('CREATE', 'UPDATE', 'DELETE', 'FIND')
      """;

  private final DataSource database;

  Planner(DataSource database) {
    this.database = database;
  }

  /**
   * Compares a file with the ledger and stores what has to be written. A dry run stores nothing.
   *
   * @return how many rows have to be written; none in a dry run, which leaves the lines of {@link
   *     Difference} in the record of the step
   */
  long plan(Sync sync, Path file) throws SQLException {
    try (Connection transaction = database.getConnection()) {
      transaction.setAutoCommit(false);
      try {
        long work = plan(sync, file, transaction);
        transaction.commit();
        return work;
      } finally {
        transaction.rollback();
        transaction.setAutoCommit(true);
      }
    }
  }

  private static long plan(Sync sync, Path file, Connection transaction) throws SQLException {
    Rules rules = sync.rules();
    long rows = Source.copy(transaction, file, rules, sync.refusals());
    Comparison comparison = new Comparison(transaction, sync.target());
    comparison.run(rules, sync.refusals());
    Map<Action, Long> counts = comparison.counts();
    report(sync, counts, comparison.vanished());
    CaravanException stop =
        DeleteGuard.reason(
            sync.target(), rules, rows, counts.get(Action.DELETE), comparison.known());
    long work =
        counts.get(Action.CREATE)
            + counts.get(Action.UPDATE)
            + counts.get(Action.DELETE)
            + counts.get(Action.FIND);
    if (rules.dryRun()) {
      List<String> lines = Difference.lines(transaction, work);
      if (stop != null) {
        lines.add("! " + stop.getMessage());
      }
      sync.step().note(DIFFERENCE, lines);
      return 0;
    }
    if (stop != null) {
      throw stop;
    }
    keep(sync, transaction);
    return work;
  }

  private static void report(Sync sync, Map<Action, Long> counts, long vanished) {
    sync.step().count("same", counts.get(Action.SAME));
    Map<String, Long> orphaned = new LinkedHashMap<>();
    orphaned.put("no longer in the file", vanished);
    orphaned.put("deleted or archived over there", counts.get(Action.ORPHANED));
    orphaned.values().removeIf(count -> count == 0);
    if (!orphaned.isEmpty()) {
      sync.step().note("orphaned", orphaned);
    }
  }

  private static void keep(Sync sync, Connection transaction) throws SQLException {
    // A sync that has lost its right to write must not replace the plan of the one that has it.
    Bookmarks.move(
        transaction, sync.step().name(), null, sync.step().fence(), sync.step().run().id());
    try (PreparedStatement clear =
            transaction.prepareStatement("delete from caravan.sync_plan where " + Target.HERE);
        PreparedStatement keep = transaction.prepareStatement(KEEP)) {
      sync.target().bind(clear, 1);
      clear.executeUpdate();
      sync.target().bind(keep, 1);
      keep.executeUpdate();
    }
  }
}
