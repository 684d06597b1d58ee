package io.caravan.db;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.config.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The connections to one database. They are opened when first asked for, because only then it has
 * to be known where the database is: it may still be starting.
 */
final class Pool extends HikariDataSource {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<DatabaseAddress> address;
  private boolean located;

  Pool(String name, Settings settings, Supplier<DatabaseAddress> address) {
    this.address = address;
    setPoolName(name);
    setMaximumPoolSize(settings.getInt("db." + name + ".pool-size", 6));
    setMinimumIdle(0);
    setConnectionTimeout(PATIENCE.toMillis());
    // The pool must open even when the database is down: a check then explains, and a later attempt
    // may succeed.
    setInitializationFailTimeout(-1);
    addDataSourceProperty("ApplicationName", "caravan");
    addDataSourceProperty("tcpKeepAlive", "true");
    addDataSourceProperty("reWriteBatchedInserts", "true");
  }

  @Override
  public Connection getConnection() throws SQLException {
    locate();
    return super.getConnection();
  }

  private synchronized void locate() {
    if (!located) {
      DatabaseAddress found = address.get();
      setJdbcUrl(found.jdbcUrl());
      setUsername(found.user());
      setPassword(found.password());
      located = true;
    }
  }
}
