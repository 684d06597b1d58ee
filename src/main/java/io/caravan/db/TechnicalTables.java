package io.caravan.db;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Schema {@code caravan}: runs, steps, leases, bookmarks and what other rooms keep beside them. */
public final class TechnicalTables {

  /** The migrations in their order; a test holds this list to the folder. */
  static final List<String> SCRIPTS =
      List.of(
          "V1__runs.sql",
          "V2__load.sql",
          "V3__sync.sql",
          "V4__waiting.sql",
          "V5__api_tokens.sql",
          "V6__sync_readings.sql");

  private static final String APPLIED =
      """
      select string_agg(script, ',' order by installed_rank) from caravan.schema_history
       where success and version is not null
      """;

  private TechnicalTables() {}

  /** The named database, reachable and with the tables of this program. */
  public static HikariDataSource in(Connections connections, String name) {
    HikariDataSource database = connections.get(name);
    if (!name.equals(Connections.WAREHOUSE)) {
      connections.check(name);
      migrate(database);
    }
    return database;
  }

  /**
   * Brings the tables to the version of this program. Refuses tables that a newer program made. A
   * database of another product holds only what belongs beside the rows.
   */
  public static void migrate(DataSource database) {
    Product product = Product.of(database);
    if (product != Product.POSTGRESQL) {
      new TablesBesideRows(product).make(database);
      return;
    }
    // Flyway takes its time to find out that there is nothing to do.
    if (!upToDate(database)) {
      applyMissing(database);
    }
  }

  private static boolean upToDate(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(APPLIED)) {
      row.next();
      return String.join(",", SCRIPTS).equals(row.getString(1));
    } catch (SQLException e) {
      // No such table yet, or worse: Flyway will find the words.
      return false;
    }
  }

  private static void applyMissing(DataSource database) {
    Flyway flyway =
        configured(database)
            .locations("classpath:db/migration")
            .schemas("caravan")
            .defaultSchema("caravan")
            .table("schema_history")
            .loggers("slf4j")
            .load();
    for (MigrationInfo info : flyway.info().applied()) {
      if (!info.getState().isResolved()) {
        throw CaravanException.of(
                ErrorCode.E801, "The technical tables were made by a newer Caravan")
            .where("schema caravan, version " + info.getVersion())
            .fix("Use the newer program, or restore the database of before the upgrade")
            .build();
      }
    }
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw explained(e);
    }
  }

  /**
   * Where Flyway works. It looks through the address of a connection for passwords, in a time that
   * grows with the cube of its length, and that of our pool names all of the driver's options. So
   * Flyway connects by the short address.
   */
  private static FluentConfiguration configured(DataSource database) {
    return database instanceof HikariDataSource pool && pool.getJdbcUrl() != null
        ? Flyway.configure().dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())
        : Flyway.configure().dataSource(database);
  }

  private static CaravanException explained(FlywayException e) {
    String why =
        e.getMessage().lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
    if (e instanceof FlywayValidateException) {
      return CaravanException.of(
              ErrorCode.E801, "The technical tables are not those of this program")
          .where("schema caravan")
          .why(why)
          .fix("Use the program that made them, or another database")
          .cause(e)
          .build();
    }
    boolean refused = stateOf(e).equals("42501");
    return CaravanException.of(
            refused ? ErrorCode.E301 : ErrorCode.E300,
            "Cannot prepare the technical tables in schema caravan")
        .why(why)
        .fix(
            refused ? "GRANT CREATE ON DATABASE <database> TO <user>;" : "./caravan logs",
            "./caravan doctor")
        .cause(e)
        .build();
  }

  /** The SQL state of the first database error among the causes. */
  private static String stateOf(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
