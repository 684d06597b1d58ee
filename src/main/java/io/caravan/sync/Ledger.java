package io.caravan.sync;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Bookmarks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What is known of each object in a destination. A write is announced here, and committed, before
 * it is sent; what became of it is noted after.
 */
final class Ledger {

  private static final String HERE = Target.HERE;

  private static final String KNOWN =
      "select external_key, remote_id from caravan.sync_ledger where "
          + HERE
          + " and external_key = any (?) and remote_id is not null and state <> 'DELETED'";
  private static final String ANNOUNCE =
      """
      insert into caravan.sync_ledger as l
             (destination, account, entity, external_key, sent, state, run_id, sent_at)
      values (?, ?, ?, ?, ?::jsonb, 'SENT', ?, clock_timestamp())
      on conflict (destination, account, entity, external_key) do update
         set sent = excluded.sent, state = 'SENT', error = null, run_id = excluded.run_id,
             sent_at = excluded.sent_at, updated_at = clock_timestamp(),
             remote_id = case when ? then null else l.remote_id end,
             payload = case when ? then null else l.payload end
      """;
  private static final String TRIED =
      "update caravan.sync_plan set tries = tries + 1 where " + HERE + " and line = ?";
  private static final String END =
      "update caravan.sync_ledger set updated_at = clock_timestamp(), %s where "
          + HERE
          + " and external_key = ? and run_id = ?";
  private static final String CONFIRM =
      END.formatted(
          "state = 'CONFIRMED', error = null, remote_id = coalesce(?, remote_id),"
              + " payload = coalesce(payload, '{}') || sent, sent = null");
  private static final String FAIL = END.formatted("state = ?, error = ?");
  private static final String DELETE =
      END.formatted("state = 'DELETED', error = null, payload = null, sent = null");

  private final DataSource database;

  Ledger(DataSource database) {
    this.database = database;
  }

  /**
   * Whether what is not known of the target may be there: it is new, the ledger was lost, or
   * filling it was broken off.
   */
  boolean isEmpty(Target target) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select not exists (select from caravan.sync_ledger where "
                    + HERE
                    + ") or exists (select from caravan.sync_readings where "
                    + HERE
                    + ")")) {
      target.bind(query, target.bind(query, 1));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Of these keys those whose objects are there, each as {@code key} and {@code remoteId}. */
  List<Map<String, String>> known(Target target, List<String> keys) throws SQLException {
    List<Map<String, String>> known = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(KNOWN)) {
      int next = target.bind(query, 1);
      query.setArray(next, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          known.add(Map.of("key", rows.getString(1), "remoteId", rows.getString(2)));
        }
      }
    }
    return known;
  }

  /**
   * Commits what is about to be sent. Fails when another process has taken over.
   *
   * @param sent the values as JSON; null for a delete
   */
  void announce(Sync sync, String sent) throws SQLException {
    PlannedRow row = sync.row();
    boolean create = row.action() == Action.CREATE;
    try (Connection connection = database.getConnection();
        PreparedStatement announce = connection.prepareStatement(ANNOUNCE);
        PreparedStatement tried = connection.prepareStatement(TRIED)) {
      connection.setAutoCommit(false);
      try {
        Bookmarks.move(
            connection, sync.step().name(), null, sync.step().fence(), sync.step().run().id());
        int next = sync.target().bind(announce, 1);
        announce.setString(next, row.key());
        announce.setString(next + 1, sent);
        announce.setString(next + 2, sync.step().run().id());
        announce.setBoolean(next + 3, create);
        announce.setBoolean(next + 4, create);
        announce.executeUpdate();
        tried.setLong(sync.target().bind(tried, 1), row.line());
        tried.executeUpdate();
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** The write was done. {@code remoteId} is null when it is known already. */
  void confirm(Sync sync, String remoteId) throws SQLException {
    end(sync, CONFIRM, remoteId);
  }

  /** The object is not there any more, as it should be. */
  void deleted(Sync sync) throws SQLException {
    end(sync, DELETE);
  }

  /** The write was not done, or nobody knows. */
  void failed(Sync sync, String state, String reason) throws SQLException {
    end(sync, FAIL, state, reason);
  }

  private void end(Sync sync, String sql, String... first) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      int next = 1;
      for (String value : first) {
        update.setString(next++, value);
      }
      next = sync.target().bind(update, next);
      update.setString(next, sync.row().key());
      update.setString(next + 1, sync.step().run().id());
      if (update.executeUpdate() == 0) {
        throw CaravanException.of(
                ErrorCode.E702, "Another process has taken over " + sync.step().name())
            .where(sync.target().entity() + " " + sync.row().key())
            .fix("./caravan status")
            .build();
      }
    }
  }
}
