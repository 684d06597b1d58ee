package io.caravan.run;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second writer out. A lease ends by the clock of the database, so it does not matter whose
 * clock is wrong; its holder renews it four times within its life.
 */
final class Leases implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private static final String ACQUIRE =
      """
      insert into caravan.leases (name, holder, run_id, fence, expires_at)
      values (?, ?, ?, 1, clock_timestamp() + ? * interval '1 millisecond')
      on conflict (name) do update
         set holder = excluded.holder, run_id = excluded.run_id, fence = leases.fence + 1,
             acquired_at = clock_timestamp(), expires_at = excluded.expires_at
       where leases.expires_at <= clock_timestamp()
      returning fence
      """;
  private static final String HOLDER =
      """
      select holder, run_id, acquired_at::timestamptz(0)::text,
             ceil(extract(epoch from expires_at - clock_timestamp()))::int
        from caravan.leases where name = ?
      """;
  private static final String RENEW =
      """
      update caravan.leases set expires_at = clock_timestamp() + ? * interval '1 millisecond'
       where name = ? and fence = ?
      """;
  private static final String RELEASE =
      "update caravan.leases set expires_at = clock_timestamp() where name = ? and fence = ?";

  private final DataSource database;
  private final String holder;
  private final Duration life;
  private final Map<Lease, Run> held = new ConcurrentHashMap<>();
  private final ScheduledExecutorService heartbeat =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lease-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  Leases(DataSource database, String holder, Duration life) {
    this.database = database;
    this.holder = holder;
    this.life = life;
    long every = Math.max(1, life.toMillis() / 4);
    heartbeat.scheduleWithFixedDelay(this::renewAll, every, every, TimeUnit.MILLISECONDS);
  }

  /** Takes the lease for a run, or fails naming its holder. */
  Lease acquire(String name, Run run) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement acquire = connection.prepareStatement(ACQUIRE)) {
      acquire.setString(1, name);
      acquire.setString(2, holder);
      acquire.setString(3, run.id());
      acquire.setLong(4, life.toMillis());
      try (ResultSet row = acquire.executeQuery()) {
        if (row.next()) {
          Lease lease = new Lease(name, row.getLong(1));
          held.put(lease, run);
          return lease;
        }
      }
      try (PreparedStatement query = connection.prepareStatement(HOLDER)) {
        query.setString(1, name);
        try (ResultSet row = query.executeQuery()) {
          row.next();
          throw busy(name, row);
        }
      }
    }
  }

  /** Fails naming the holder when somebody has the lease now; takes nothing. */
  void requireFree(String name) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(HOLDER)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        if (row.next() && row.getInt(4) > 0) {
          throw busy(name, row);
        }
      }
    }
  }

  private static CaravanException busy(String name, ResultSet row) throws SQLException {
    return CaravanException.of(ErrorCode.E701, name + " is already running")
        .where("run " + row.getString(2) + " on " + row.getString(1) + " since " + row.getString(3))
        .why(
            "its lease is good for another "
                + Math.max(1, row.getInt(4))
                + " s and is renewed while it lives")
        .fix("Wait for it to end: ./caravan status", "./caravan logs " + row.getString(2))
        .build();
  }

  /** Lets a lease end by itself: for when the database cannot be told. */
  void abandon(Lease lease) {
    held.remove(lease);
  }

  /** Gives a lease back. A lease that somebody else holds by now stays theirs. */
  void release(Lease lease) {
    held.remove(lease);
    try (Connection connection = database.getConnection();
        PreparedStatement release = connection.prepareStatement(RELEASE)) {
      release.setString(1, lease.name());
      release.setLong(2, lease.fence());
      release.executeUpdate();
    } catch (SQLException e) {
      LOG.warn(
          "Cannot give back the lease of {}; it ends by itself in {} s: {}",
          lease.name(),
          life.toSeconds(),
          e.getMessage());
    }
  }

  private void renewAll() {
    if (held.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement renew = connection.prepareStatement(RENEW)) {
      for (Map.Entry<Lease, Run> entry : held.entrySet()) {
        renew.setLong(1, life.toMillis());
        renew.setString(2, entry.getKey().name());
        renew.setLong(3, entry.getKey().fence());
        if (renew.executeUpdate() == 0 && held.containsKey(entry.getKey())) {
          entry.getValue().requestStop(lost(entry.getKey()));
        }
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("Cannot renew leases, will try again: {}", e.getMessage());
    }
  }

  private static CaravanException lost(Lease lease) {
    return CaravanException.of(ErrorCode.E702, "Another process has taken over " + lease.name())
        .why("this process gave no sign of life for longer than the lease lasts")
        .fix("./caravan status", "Raise caravan.lease-ttl if this machine pauses for long")
        .build();
  }

  @Override
  public void close() {
    heartbeat.shutdownNow();
    held.keySet().forEach(this::release);
  }
}
