package io.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Objects found in the destination, written into the ledger: after a lost reply, and when the
 * ledger itself was lost.
 */
final class Findings {

  /** The first object of a run that carries a key is the one; a copy made by a person is not. */
  private static final String ADOPT =
      """
      insert into caravan.sync_ledger as l
             (destination, account, entity, external_key, remote_id, payload, state, run_id)
      select distinct on (f.key) ?, ?, ?, f.key, f."remoteId", f.payload, 'CONFIRMED', ?
        from jsonb_to_recordset(?::jsonb) as f (key text, "remoteId" text, payload jsonb)
       where f.key is not null and f."remoteId" is not null
       order by f.key, length(f."remoteId"), f."remoteId"
      on conflict (destination, account, entity, external_key) do update
         set remote_id = excluded.remote_id, payload = excluded.payload, state = 'CONFIRMED', sent = null, error = null,
             run_id = excluded.run_id, updated_at = clock_timestamp()
       where l.run_id is distinct from excluded.run_id or l.state <> 'CONFIRMED'
      """;

  /**
   * An object that was being created is known not to exist; one that was being changed or deleted
   * is gone: by our delete, or by a person.
   */
  private static final String MISSING =
      """
      update caravan.sync_ledger
         set state = case when remote_id is null or sent is null then 'DELETED' else 'ORPHAN' end,
             error = case when remote_id is not null and sent is not null then ? end,
             payload = null, sent = null, updated_at = clock_timestamp()
       where\s"""
          + Target.HERE
          + " and external_key = ? and state in ('SENT', 'UNKNOWN')";

  private final DataSource database;

  Findings(DataSource database) {
    this.database = database;
  }

  /**
   * Notes objects as they are over there.
   *
   * @param found a list of objects with {@code key}, {@code remoteId} and {@code payload}
   * @return how many changed the ledger
   */
  int adopt(Sync sync, JsonNode found) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement adopt = connection.prepareStatement(ADOPT)) {
      int next = sync.target().bind(adopt, 1);
      adopt.setString(next, sync.step().run().id());
      adopt.setString(next + 1, found.toString());
      return adopt.executeUpdate();
    }
  }

  /** Notes that a ledger begins to be filled: a process that dies now has adopted a part. */
  void incomplete(Target target) throws SQLException {
    execute(
        target,
        "insert into caravan.sync_readings (destination, account, entity) values (?, ?, ?) on conflict do nothing");
  }

  /** Notes that everything was adopted. */
  void complete(Target target) throws SQLException {
    execute(target, "delete from caravan.sync_readings where " + Target.HERE);
  }

  private void execute(Target target, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      target.bind(statement, 1);
      statement.executeUpdate();
    }
  }

  /** Notes that the object of the current row is not there. */
  void missing(Sync sync) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(MISSING)) {
      update.setString(1, "deleted over there by a person");
      int next = sync.target().bind(update, 2);
      update.setString(next, sync.row().key());
      update.executeUpdate();
    }
  }
}
