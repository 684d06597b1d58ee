package io.caravan;

import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One embedded PostgreSQL for the tests of this JVM, started on first use and stopped at its end; a
 * fresh database for each caller.
 */
public final class TestDatabase {

  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final long PID = ProcessHandle.current().pid();
  private static final AtomicInteger LAST = new AtomicInteger();

  private TestDatabase() {}

  /** Starts when a test first asks. */
  private static final class Running {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(
              Settings.load(
                  PROJECT,
                  Map.of(
                      "caravan.data-dir", "target/test-postgres",
                      "embedded.binaries-dir", ".caravan/postgres",
                      "embedded.port", "0"),
                  Map.of()));
      forgetDisks(postgres.address());
      dropDatabasesOfTheDead(postgres.address());
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "stop test database"));
      return postgres;
    }
  }

  /** A new, empty database of the test server. */
  public static DatabaseAddress create() {
    return create(LAST.incrementAndGet());
  }

  /**
   * The settings of this project with a data folder of their own and a fresh database as warehouse.
   *
   * @param overrides win over both
   */
  public static Settings settings(Map<String, String> overrides) {
    int number = LAST.incrementAndGet();
    Map<String, String> all = new HashMap<>();
    all.put("caravan.data-dir", "target/test-data/" + PID + "-" + number);
    if (!overrides.containsKey("db.warehouse.url")) {
      DatabaseAddress address = create(number);
      all.put("db.warehouse.url", address.jdbcUrl());
      all.put("db.warehouse.user", address.user());
      all.put("db.warehouse.password", address.password());
    }
    all.putAll(overrides);
    return Settings.load(PROJECT, all, System.getenv());
  }

  /** A connection of its own, for tests that look at what was stored. */
  public static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  /** A database of this name, empty; one of that name from before is gone. */
  static DatabaseAddress createAnew(String name) {
    return create("test_" + PID + "_" + name, true);
  }

  private static DatabaseAddress create(int number) {
    return create("test_" + PID + "_" + number, false);
  }

  private static DatabaseAddress create(String name, boolean anew) {
    DatabaseAddress server = Running.POSTGRES.address();
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      if (anew) {
        statement.execute("drop database if exists " + name + " with (force)");
      }
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot make a test database", e);
    }
    return new DatabaseAddress(
        server.host(), server.port(), name, server.user(), server.password());
  }

  /** No test cuts the power, so none need wait for the disk with each commit. */
  private static void forgetDisks(DatabaseAddress server) {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set synchronous_commit = off");
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot set up the test database", e);
    }
  }

  private static void dropDatabasesOfTheDead(DatabaseAddress server) {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      List<String> left = new ArrayList<>();
      try (ResultSet names =
          statement.executeQuery("select datname from pg_database where datname like 'test\\_%'")) {
        while (names.next()) {
          left.add(names.getString(1));
        }
      }
      for (String name : left) {
        long owner = Long.parseLong(name.split("_")[1]);
        if (owner == PID || ProcessHandle.of(owner).isEmpty()) {
          statement.execute("drop database if exists " + name + " with (force)");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot drop the databases of earlier tests", e);
    }
  }
}
