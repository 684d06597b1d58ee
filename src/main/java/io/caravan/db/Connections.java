package io.caravan.db;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The databases of a project by name. {@code warehouse} is a PostgreSQL: data is loaded there
 * unless somebody says otherwise, dbt works there, and Caravan keeps its own tables there. Any
 * other name is declared by {@code db.<name>.url} and may be of any {@link Product}. Pools are
 * opened on first use.
 */
public final class Connections implements AutoCloseable {

  /** The name of the connection that exists always. */
  public static final String WAREHOUSE = "warehouse";

  /** The name of the database with tracked people; the warehouse where it has no address. */
  public static final String PEOPLE = "people";

  /** The name of the database that rows go to where they do not go to the warehouse. */
  private static final String DESTINATION = "destination";

  /** What the names of the databases begin with that rows go apart into. No setting names one. */
  private static final String APART = "apart:";

  private static final String PEOPLE_URL = "db." + PEOPLE + ".url";
  private static final String WAREHOUSE_URL = "db.warehouse.url";
  private static final int SQLSERVER_LOGIN = 18456;

  private final Settings settings;
  private final Supplier<DatabaseAddress> embedded;
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();
  private final Map<String, String> places = new ConcurrentHashMap<>();
  private volatile Path apart;

  /**
   * @param embedded tells where the database is that stands in for {@code warehouse} when no {@code
   *     db.warehouse.url} is set; null when there is none. It is asked on first use, and may wait
   */
  public Connections(Settings settings, Supplier<DatabaseAddress> embedded) {
    this.settings = settings;
    this.embedded = embedded;
  }

  /** Whether the settings name a PostgreSQL to be the warehouse. */
  public static boolean hasOwnWarehouse(Settings settings) {
    return settings
        .find(WAREHOUSE_URL)
        .filter(url -> address(settings, WAREHOUSE, url).product() == Product.POSTGRESQL)
        .isPresent();
  }

  /**
   * The name of the database that rows go to unless a step names another: that of {@code
   * db.destination.url}; else the warehouse. An address of another product given for the warehouse
   * is taken for a destination, since only PostgreSQL can be the warehouse.
   */
  public String destination() {
    boolean elsewhere =
        settings.find("db." + DESTINATION + ".url").isPresent()
            || (settings.find(WAREHOUSE_URL).isPresent() && !hasOwnWarehouse(settings));
    return elsewhere ? DESTINATION : WAREHOUSE;
  }

  /**
   * Sends the rows of every stream apart, away from all databases that the settings name: into an
   * SQLite file in this folder, one for each schema, so that two may have a table of one name.
   */
  public void sendApart(Path folder) {
    apart = folder;
  }

  /**
   * The name of the database that the rows of a stream go to.
   *
   * @param stream {@code schema.table}
   * @param named by its step; empty when it names none
   */
  public String placeOf(String stream, String named) {
    if (apart != null) {
      return APART + stream.substring(0, stream.indexOf('.'));
    }
    return named.isEmpty() ? destination() : named;
  }

  /** The databases that rows went apart into so far, by schema. */
  public SortedMap<String, HikariDataSource> apart() {
    SortedMap<String, HikariDataSource> all = new TreeMap<>();
    pools.forEach(
        (name, pool) -> {
          if (name.startsWith(APART)) {
            all.put(name.substring(APART.length()), pool);
          }
        });
    return all;
  }

  /** Remembers which of the databases the rows of a stream go to. */
  public void place(String stream, String name) {
    places.put(stream, name);
  }

  /** Where the rows of a stream go, and so its bookmark is; null asks for any stream. */
  public HikariDataSource of(String stream) {
    return get(placeOf(stream));
  }

  /** The name of that database. */
  public String placeOf(String stream) {
    return stream == null ? destination() : places.getOrDefault(stream, destination());
  }

  /** Where the named database is. */
  public DatabaseAddress address(String name) {
    if (name.equals(PEOPLE) && settings.find(PEOPLE_URL).isEmpty()) {
      return OldNames.address(settings).orElseGet(() -> address(WAREHOUSE));
    }
    if (name.equals(WAREHOUSE) && embedded != null && !hasOwnWarehouse(settings)) {
      return embedded.get();
    }
    if (name.startsWith(APART)) {
      String file = apart.resolve(name.substring(APART.length()) + ".db").toString();
      return new DatabaseAddress(Product.SQLITE, "", 0, file, "", "");
    }
    String key = "db." + name + ".url";
    if (name.equals(DESTINATION) && settings.find(key).isEmpty()) {
      return address(settings, WAREHOUSE, settings.require(WAREHOUSE_URL));
    }
    return address(settings, name, settings.require(key));
  }

  private static DatabaseAddress address(Settings settings, String name, String url) {
    return DatabaseUrl.parse(
        "db." + name + ".url",
        url,
        settings.project(),
        settings.get("db." + name + ".user", System.getProperty("user.name")),
        settings.get("db." + name + ".password", ""));
  }

  /** The pool of the named database. */
  public HikariDataSource get(String name) {
    return pools.computeIfAbsent(
        isWarehouse(name) ? WAREHOUSE : name,
        missing -> new Pool(missing, settings, () -> address(missing)));
  }

  private boolean isWarehouse(String name) {
    return name.equals(PEOPLE)
        && settings.find(PEOPLE_URL).isEmpty()
        && OldNames.address(settings).isEmpty();
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
    boolean login = reason instanceof SQLException sql && isLogin(sql);
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

  /** Class 28 is that of the standard; 18456 is what SQL Server says. */
  private static boolean isLogin(SQLException failure) {
    String state = failure.getSQLState();
    return (state != null && state.startsWith("28")) || failure.getErrorCode() == SQLSERVER_LOGIN;
  }

  @Override
  public void close() {
    pools.values().forEach(Pool::close);
  }
}
