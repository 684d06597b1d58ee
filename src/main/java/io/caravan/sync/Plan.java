package io.caravan.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * The rows that have to be written, one after the other, each with what the ledger knows of it at
 * that moment.
 *
 * <p>Rows whose outcome is not known come last, when the destination has had time to finish and to
 * index what it may have done.
 */
final class Plan {

  private static final String NEXT =
      "select w.line, w.external_key, "
          + Action.SQL
          + " as action, l.remote_id, w.payload::text, case when not w.gone then "
          + Action.PATCH
          + " end::text, l.sent_at, clock_timestamp() - l.sent_at >= ? * interval '1 millisecond'"
          + """

             from caravan.sync_plan w
             left join caravan.sync_ledger l using (destination, account, entity, external_key)
            where w.destination = ? and w.account = ? and w.entity = ? and w.line > ?
              and (not ? or w.tries < 2 and l.state in ('SENT', 'UNKNOWN'))
            order by w.line limit 1
          """;
  private static final String UNKNOWN =
      """
      select count(*)
        from caravan.sync_plan join caravan.sync_ledger using (destination, account, entity, external_key)
       where destination = ? and account = ? and entity = ? and state in ('SENT', 'UNKNOWN')
      """;
  private static final Duration NAP = Duration.ofMillis(200);

  private final DataSource database;

  Plan(DataSource database) {
    this.database = database;
  }

  /** The next row of the sync that asks for something; null after the last. */
  PlannedRow next(Sync sync) throws SQLException {
    while (true) {
      sync.step().run().checkStop();
      Candidate candidate = read(sync);
      if (candidate == null) {
        if (sync.lookingAgain() || unknown(sync) == 0) {
          return null;
        }
        sync.lookAgain();
        continue;
      }
      PlannedRow row = candidate.row();
      boolean finding = row.action() == Action.FIND;
      if (finding && !candidate.settled() && sync.lookingAgain()) {
        nap();
        continue;
      }
      sync.passed(row.line());
      boolean asks = row.action() != Action.SAME && row.action() != Action.ORPHANED;
      if (asks && (!finding || candidate.settled())) {
        return row;
      }
    }
  }

  /** How many rows of the plan have an outcome that nobody knows. */
  long unknown(Sync sync) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(UNKNOWN)) {
      sync.target().bind(query, 1);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private record Candidate(PlannedRow row, boolean settled) {}

  private Candidate read(Sync sync) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(NEXT)) {
      query.setBoolean(1, sync.rules().recreateDeleted());
      query.setLong(2, sync.rules().settle().toMillis());
      int next = sync.target().bind(query, 3);
      query.setLong(next, sync.line());
      query.setBoolean(next + 1, sync.lookingAgain() && !sync.isAgain());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? candidate(row) : null;
      }
    }
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    Timestamp sent = row.getTimestamp(7);
    Instant sentAt = sent == null ? null : sent.toInstant();
    return new Candidate(
        new PlannedRow(
            row.getLong(1),
            row.getString(2),
            Action.valueOf(row.getString(3)),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            sentAt),
        row.getBoolean(8));
  }

  private static void nap() {
    try {
      Thread.sleep(NAP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a destination to settle", e);
    }
  }
}
