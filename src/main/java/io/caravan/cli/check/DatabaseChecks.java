package io.caravan.cli.check;

import io.caravan.cli.output.Words;
import io.caravan.db.Connections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Whether the warehouse can do what is asked of it. */
public final class DatabaseChecks {

  private static final Duration SMALL_SKEW = Duration.ofSeconds(2);

  private final Connections connections;

  public DatabaseChecks(Connections connections) {
    this.connections = connections;
  }

  public Diagnosis version() throws SQLException {
    try (Connection connection = connections.get(Connections.WAREHOUSE).getConnection()) {
      return Diagnosis.ok(
          "database",
          "%s %s at %s"
              .formatted(
                  connection.getMetaData().getDatabaseProductName(),
                  connection.getMetaData().getDatabaseProductVersion(),
                  connections.address(Connections.WAREHOUSE)));
    }
  }

  public Diagnosis rights() throws SQLException {
    boolean mayCreate =
        ask(
            "select has_database_privilege(current_database(), 'create')",
            row -> row.getBoolean(1));
    return mayCreate
        ? Diagnosis.ok("rights", "may create schemas")
        : Diagnosis.warn(
            "rights", "may not create schemas", "GRANT CREATE ON DATABASE <database> TO <user>;");
  }

  /** Leases go by the clock of the database; logs and schedules by the one of this machine. */
  public Diagnosis clock() throws SQLException {
    Instant there =
        ask("select clock_timestamp()", row -> row.getObject(1, OffsetDateTime.class).toInstant());
    Duration skew = Duration.between(there, Instant.now()).abs();
    String detail = Words.seconds(skew) + " from the clock of the database";
    return skew.compareTo(SMALL_SKEW) > 0
        ? Diagnosis.warn("clock", detail, "Let both machines keep time by NTP")
        : Diagnosis.ok("clock", detail);
  }

  private interface Answer<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> T ask(String sql, Answer<T> answer) throws SQLException {
    try (Connection connection = connections.get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return answer.of(row);
    }
  }
}
