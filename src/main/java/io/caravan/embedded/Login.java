package io.caravan.embedded;

import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Enters the server to see that it is ours and ready. */
final class Login {

  /** Class 28 of PostgreSQL's error codes: invalid authorization specification. */
  private static final String REJECTED = "28";

  private static final String NO_SUCH_DATABASE = "3D000";

  private Login() {}

  /** What came of it. */
  enum Answer {
    WELCOME,
    NOT_YET,
    REJECTED
  }

  /**
   * Logs in to Caravan's own database. It is made here when it is missing: a process may have died
   * between making the cluster and this.
   */
  static Answer attempt(ConnectionFile connection) {
    try {
      open(connection.address()).close();
      return Answer.WELCOME;
    } catch (SQLException e) {
      if (NO_SUCH_DATABASE.equals(e.getSQLState())) {
        createDatabase(connection);
        return Answer.WELCOME;
      }
      return e.getSQLState() != null && e.getSQLState().startsWith(REJECTED)
          ? Answer.REJECTED
          : Answer.NOT_YET;
    }
  }

  private static void createDatabase(ConnectionFile connection) {
    try (Connection maintenance = open(connection.address("postgres"));
        Statement statement = maintenance.createStatement()) {
      statement.execute("create database " + ConnectionFile.NAME);
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
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }
}
