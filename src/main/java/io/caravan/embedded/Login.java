package io.caravan.embedded;

import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.Driver;

/** Enters the server to see that it is ours and ready. */
final class Login {

  /** Class 28 of PostgreSQL's error codes: invalid authorization specification. */
  private static final String REJECTED = "28";

  private Login() {}

  /**
   * Logs in to the server that runs on our files, waiting while it starts or recovers.
   *
   * @return the connection that worked, kept with the port of the server; empty when none runs
   */
  static Optional<ConnectionFile> enter(Server server, ConnectionFile kept, Duration patience)
      throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<PostmasterFile> running = server.running();
      if (running.isEmpty()) {
        return Optional.empty();
      }
      ConnectionFile connection = kept.withPort(running.get().port());
      switch (attempt(connection)) {
        case WELCOME -> {
          return Optional.of(connection.equals(kept) ? kept : connection.write());
        }
        case REJECTED ->
            throw failed(
                kept, "process " + running.get().pid() + " does not take the password kept there");
        case NOT_YET -> {
          if (System.nanoTime() > deadline) {
            throw failed(kept, "it runs, but took no login for " + patience.toSeconds() + " s");
          }
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
      }
    }
  }

  static CaravanException failed(ConnectionFile connection, String why) {
    return CaravanException.of(ErrorCode.E300, "Cannot enter the embedded PostgreSQL")
        .where(connection.file().toString())
        .why(why)
        .fix(
            "Read " + connection.file().resolveSibling("postgres.log"),
            "Or end the server (kill -INT) and remove "
                + connection.file()
                + ": the next start sets a new password")
        .build();
  }

  private enum Answer {
    WELCOME,
    NOT_YET,
    REJECTED
  }

  /**
   * Logs in, and makes Caravan's own database when it is missing: a process may have died between
   * making the cluster and this.
   */
  private static Answer attempt(ConnectionFile connection) {
    try (Connection server = open(connection.address("postgres"))) {
      createDatabase(server, connection);
      return Answer.WELCOME;
    } catch (SQLException e) {
      return e.getSQLState() != null && e.getSQLState().startsWith(REJECTED)
          ? Answer.REJECTED
          : Answer.NOT_YET;
    }
  }

  private static void createDatabase(Connection server, ConnectionFile connection) {
    try (Statement statement = server.createStatement()) {
      String name = ConnectionFile.NAME;
      try (ResultSet found =
          statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E300, "Cannot make Caravan's own database")
          .where(connection.address().toString())
          .why(e.getMessage())
          .fix("./caravan doctor")
          .cause(e)
          .build();
    }
  }

  private static Connection open(DatabaseAddress address) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("ApplicationName", "caravan");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    // Not by DriverManager, which would load the drivers of all products first.
    return new Driver().connect(address.jdbcUrl(), properties);
  }
}
