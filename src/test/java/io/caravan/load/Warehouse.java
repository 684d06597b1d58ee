package io.caravan.load;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.TestDatabase;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.DatabaseAddress;
import io.caravan.db.TechnicalTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A fresh warehouse, and short words for what tests do with it. */
final class Warehouse implements AutoCloseable {

  private final Settings settings;
  private final Connections connections;
  private final String name;
  private int runs;

  Warehouse() {
    this(TestDatabase.settings(Map.of()), Connections.WAREHOUSE);
  }

  private Warehouse(Settings settings, String name) {
    this.settings = settings;
    this.connections = new Connections(settings, null);
    this.name = name;
    TechnicalTables.migrate(database());
  }

  /** A database of any product in the place of the warehouse. */
  static Warehouse at(String url) {
    return new Warehouse(TestDatabase.settings(Map.of("db.other.url", url)), "other");
  }

  Settings settings() {
    return settings;
  }

  Connections connections() {
    return connections;
  }

  HikariDataSource database() {
    return connections.get(name);
  }

  /** A pool of one connection that goes through a relay; statements show in it as they are. */
  HikariDataSource through(CuttingRelay relay, DatabaseAddress address) {
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl(
        "jdbc:postgresql://localhost:"
            + relay.port()
            + "/"
            + address.name()
            + "?prepareThreshold=0");
    database.setUsername(address.user());
    database.setPassword(address.password());
    database.setMaximumPoolSize(1);
    return database;
  }

  /** A loader that does not wait long between tries. */
  Loader loader(String stream, LoadOptions options) {
    return new Loader(
        database(), stream, options.withWaits(Duration.ofMillis(20), Duration.ofSeconds(2)));
  }

  /** Loads one page in a run of its own. */
  LoadCounts load(String table, LoadOptions options, Object... records) {
    return load(loader(table, options), table, records);
  }

  /** Loads one page with a loader, in a run of its own. */
  LoadCounts load(Loader loader, String table, Object... records) {
    return loader.load(page(table, List.of(records)));
  }

  LoadRequest page(String table, List<?> records) {
    return new LoadRequest(Map.of(table, records), null, "run" + ++runs, 1L);
  }

  /** Each row as its values in the order of the query, as text. */
  List<List<String>> rows(String query) {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<List<String>> rows = new ArrayList<>();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(values);
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  /** The first value of the first row, as text. */
  String value(String query) {
    return rows(query).get(0).get(0);
  }

  void execute(String... statements) {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(String.join("; ", statements), e);
    }
  }

  /** Type by column, without those that Caravan adds. */
  Map<String, String> types(String table) {
    Map<String, String> types = new LinkedHashMap<>();
    for (List<String> column :
        rows(
            "select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = '"
                + table
                + "'::regclass and attnum > 0 and not attisdropped and attname not in ('_loaded_at', '_run_id') order by attnum")) {
      types.put(column.get(0), column.get(1));
    }
    return types;
  }

  /** A record; null values are allowed. */
  static Map<String, Object> record(Object... namesAndValues) {
    Map<String, Object> record = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      record.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return record;
  }

  @Override
  public void close() {
    connections.close();
  }
}
