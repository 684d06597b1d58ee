package io.caravan.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The database products Caravan loads into. */
public enum Product {
  POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", 5432, "postgresql", "postgres"),
  /** MariaDB and MySQL. */
  MYSQL("jdbc:mariadb:", "org.mariadb.jdbc.Driver", 3306, "mysql", "mariadb"),
  SQLITE("jdbc:sqlite:", "org.sqlite.JDBC", 0, "sqlite"),
  SQLSERVER(
      "jdbc:sqlserver:",
      "com.microsoft.sqlserver.jdbc.SQLServerDriver",
      1433,
      "mssql",
      "sqlserver");

  private final String jdbc;
  private final String driver;
  private final int port;
  private final Set<String> schemes;

  Product(String jdbc, String driver, int port, String... schemes) {
    this.jdbc = jdbc;
    this.driver = driver;
    this.port = port;
    this.schemes = Set.of(schemes);
  }

  /** The product that a scheme of a URL names; null for one that is none of them. */
  static Product ofScheme(String scheme) {
    String name = scheme.toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(product -> product.schemes.contains(name))
        .findFirst()
        .orElse(null);
  }

  /** What stands behind a pool, without a connection being opened. */
  public static Product of(DataSource database) {
    String url =
        database instanceof Pool pool
            ? pool.located().getJdbcUrl()
            : database instanceof HikariDataSource pool ? pool.getJdbcUrl() : "";
    return Stream.of(values())
        .filter(product -> url != null && url.startsWith(product.jdbc))
        .findFirst()
        .orElse(POSTGRESQL);
  }

  /** What each address for JDBC begins with. */
  String jdbc() {
    return jdbc;
  }

  /** The class of the driver. */
  String driver() {
    return driver;
  }

  /** The port that the server has unless somebody says otherwise; 0 for a file. */
  int port() {
    return port;
  }

  /**
   * A technical table as it stands in SQL. Where a database has no schemas, or where each of them
   * is a database of its own, that takes other rights, the tables stand beside the others.
   */
  public String own(String table) {
    return (this == MYSQL || this == SQLITE ? "caravan_" : "caravan.") + table;
  }

  /**
   * A name as it stands in SQL: always quoted, so that reserved words need no rule of their own.
   */
  public String quoted(String name) {
    return switch (this) {
      case POSTGRESQL, SQLITE -> '"' + name.replace("\"", "\"\"") + '"';
      case MYSQL -> '`' + name.replace("`", "``") + '`';
      case SQLSERVER -> '[' + name.replace("]", "]]") + ']';
    };
  }

  /** A table as it stands in SQL: with its schema where a database has schemas inside it. */
  public String quoted(String schema, String table) {
    return this == MYSQL || this == SQLITE ? quoted(table) : quoted(schema) + "." + quoted(table);
  }

  /** The argument of a statement that is a moment, as it stands in SQL. */
  public String momentArgument() {
    return this == POSTGRESQL ? "cast(? as timestamptz)" : "?";
  }

  /** The value of such an argument. Where columns know no zone they hold UTC. */
  public String momentArgument(Instant moment) {
    return this == POSTGRESQL ? moment.toString() : MicroText.sql(moment);
  }

  /** Whether a statement failed because a table is not there. */
  public boolean isMissingTable(SQLException failure) {
    return switch (this) {
      case POSTGRESQL -> "42P01".equals(failure.getSQLState());
      case MYSQL -> failure.getErrorCode() == 1146;
      case SQLITE -> String.valueOf(failure.getMessage()).contains("no such table");
      case SQLSERVER -> failure.getErrorCode() == 208;
    };
  }

  /** A moment of a technical table. */
  public OffsetDateTime moment(ResultSet row, int column) throws SQLException {
    if (this == POSTGRESQL) {
      return row.getObject(column, OffsetDateTime.class);
    }
    return LocalDateTime.parse(row.getString(column).replace(' ', 'T')).atOffset(ZoneOffset.UTC);
  }

  /** The time by the clock of the database, in UTC with microseconds, as it stands in SQL. */
  public String now() {
    return switch (this) {
      case POSTGRESQL -> "now()";
      case MYSQL -> "utc_timestamp(6)";
      case SQLITE -> "strftime('%Y-%m-%d %H:%M:%f000', 'now')";
      case SQLSERVER -> "sysutcdatetime()";
    };
  }
}
