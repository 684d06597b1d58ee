package io.caravan.db;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The databases of a project by name. {@code warehouse} is where data is loaded and where Caravan
 * keeps its own tables; any other name is declared by {@code db.<name>.url}. Pools are opened on
 * first use.
 */
public final class Connections implements AutoCloseable {

  /** The name of the connection that exists always. */
  public static final String WAREHOUSE = "warehouse";

  private final Settings settings;
  private final Supplier<DatabaseAddress> embedded;
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();

  /**
   * @param embedded tells where the database is that stands in for {@code warehouse} when no {@code
   *     db.warehouse.url} is set; null when there is none. It is asked on first use, and may wait
   */
  public Connections(Settings settings, Supplier<DatabaseAddress> embedded) {
    this.settings = settings;
    this.embedded = embedded;
  }

  /** Where the named database is. */
  public DatabaseAddress address(String name) {
    String key = "db." + name + ".url";
    if (name.equals(WAREHOUSE) && embedded != null && settings.find(key).isEmpty()) {
      return embedded.get();
    }
    return DatabaseUrl.parse(
        key,
        settings.require(key),
        settings.get("db." + name + ".user", System.getProperty("user.name")),
        settings.get("db." + name + ".password", ""));
  }

  /** The pool of the named database. */
  public HikariDataSource get(String name) {
    return pools.computeIfAbsent(
        name, missing -> new Pool(missing, settings, () -> address(missing)));
  }

  /** Opens one connection and closes it again; the failure says what is wrong and what to do. */
  public void check(String name) {
    try (Connection connection = get(name).getConnection()) {
      connection.isValid(5);
    } catch (SQLException e) {
      throw unreachable(name, e);
    }
  }

  private CaravanException unreachable(String name, SQLException e) {
    Throwable reason = e.getCause() == null ? e : e.getCause();
    boolean login =
        reason instanceof SQLException sql
            && sql.getSQLState() != null
            && sql.getSQLState().startsWith("28");
    return CaravanException.of(
            login ? ErrorCode.E202 : ErrorCode.E300,
            (login ? "The database refused the login of " : "Cannot reach the database of ")
                + "connection '"
                + name
                + "'")
        .where(address(name).toString())
        .why(reason.getMessage())
        .fix(
            login
                ? "Set DB_" + name.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD in .env"
                : "Start the database or correct db." + name + ".url",
            "./caravan doctor")
        .cause(e)
        .build();
  }

  @Override
  public void close() {
    pools.values().forEach(Pool::close);
  }
}
