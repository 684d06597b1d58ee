package io.caravan.db;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

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
  }

  @Override
  public Connection getConnection() throws SQLException {
    locate();
    return super.getConnection();
  }

  /** The same, knowing where the database is. */
  Pool located() {
    locate();
    return this;
  }

  private synchronized void locate() {
    if (!located) {
      DatabaseAddress found = address.get();
      requireDriver(found.product());
      prepare(found);
      setJdbcUrl(found.jdbcUrl());
      setUsername(found.user());
      setPassword(found.password());
      located = true;
    }
  }

  private static void requireDriver(Product product) {
    try {
      Class.forName(product.driver());
    } catch (ClassNotFoundException e) {
      throw CaravanException.of(ErrorCode.E106, "The driver for " + product + " is missing")
          .why("no " + product.driver() + " among the libraries of this installation")
          .fix("mvn -q package, which fetches the drivers into target/lib")
          .cause(e)
          .build();
    }
  }

  private void prepare(DatabaseAddress found) {
    switch (found.product()) {
      case POSTGRESQL -> setDataSource(postgres(found));
      case MYSQL -> {
        addDataSourceProperty("useBulkStmts", "true");
        addDataSourceProperty("tcpKeepAlive", "true");
        // Strict: a value that does not fit is an error, and not another value.
        setConnectionInitSql(
            "set session sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,NO_ENGINE_SUBSTITUTION',"
                + " time_zone = '+00:00'");
        // The locks of gaps that the usual level takes are in the way of other streams.
        setTransactionIsolation("TRANSACTION_READ_COMMITTED");
      }
      case SQLITE -> {
        // Readers and the writer do not wait for each other; a commit is whole after a crash.
        addDataSourceProperty("journal_mode", "WAL");
        addDataSourceProperty("synchronous", "NORMAL");
        addDataSourceProperty("temp_store", "MEMORY");
        // As it comes it keeps 2 MB of a file in memory and copies the log back every 4 MB.
        addDataSourceProperty("cache_size", "-32000");
        setConnectionInitSql("pragma wal_autocheckpoint = 8000");
        addDataSourceProperty("busy_timeout", Long.toString(PATIENCE.toMillis()));
        // A transaction that reads first and writes then could not wait for another writer.
        addDataSourceProperty("transaction_mode", "IMMEDIATE");
      }
      case SQLSERVER -> addDataSourceProperty("applicationName", "caravan");
    }
  }

  /** By its own class: an address alone makes Java load the drivers of all products at start. */
  private static DataSource postgres(DatabaseAddress found) {
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setUrl(found.jdbcUrl());
    server.setApplicationName("caravan");
    server.setTcpKeepAlive(true);
    server.setReWriteBatchedInserts(true);
    return server;
  }
}
