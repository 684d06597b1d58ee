package io.caravan.load.dialect.postgres;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.table.Dependent;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL says, as what a person can do about it. */
final class PostgresTrouble {

  private static final String BLOCKERS =
      """
      select a.pid, coalesce(nullif(a.application_name, ''), 'a client without a name'), a.usename, a.state
        from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'relation' and l.relation = to_regclass(?) and l.granted and l.pid <> pg_backend_pid()
       order by a.xact_start limit 3
      """;

  private static final Set<String> DEPENDED_ON = Set.of("0A000", "2BP01");

  private final TableName table;

  PostgresTrouble(TableName table) {
    this.table = table;
  }

  /**
   * @param connection used to look up who is in the way; null when there is none
   */
  CaravanException explain(Connection connection, SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    String message = message(failure);
    CaravanException.Builder builder =
        switch (state) {
          case "42501" -> permission(connection, message);
          case "55P03", "40P01" -> locked(connection, message);
          case "53100" ->
              CaravanException.of(ErrorCode.E305, "The disk of the database is full")
                  .fix(
                      "Free space on the database server",
                      "./caravan run again: nothing of this page was written");
          case "42P01", "42703", "42804", "42809", "3F000", "0A000", "2BP01" ->
              CaravanException.of(ErrorCode.E304, table + " is not what Caravan expects")
                  .fix(
                      "Undo the change made by hand, or drop the table and load it anew: drop table "
                          + table.quoted());
          default ->
              state.startsWith("08") || state.startsWith("57") || state.startsWith("53")
                  ? CaravanException.of(ErrorCode.E300, "The database cannot be reached")
                      .fix("./caravan doctor")
                  : CaravanException.of(
                          ErrorCode.E901, "The database refused to store a page of " + table)
                      .fix("./caravan logs");
        };
    return builder.where(table.toString()).why(message).cause(failure).build();
  }

  private CaravanException.Builder permission(Connection connection, String message) {
    String user = user(connection);
    String fix;
    if (message.contains("for schema")) {
      fix = "GRANT USAGE, CREATE ON SCHEMA " + Names.quote(table.schema()) + " TO " + user + ";";
    } else if (message.contains("for database")) {
      fix = "GRANT CREATE ON DATABASE " + database(connection) + " TO " + user + ";";
    } else if (message.contains("must be owner")) {
      fix = "ALTER TABLE " + table.quoted() + " OWNER TO " + user + ";";
    } else {
      fix = "GRANT SELECT, INSERT, UPDATE, DELETE ON " + table.quoted() + " TO " + user + ";";
    }
    return CaravanException.of(ErrorCode.E301, "A permission on " + table + " is missing")
        .fix(fix, "./caravan doctor");
  }

  /** To make a view again one must be its owner, or be allowed to become that role. */
  static CaravanException.Builder permission(Connection connection, Dependent view) {
    return CaravanException.of(
            ErrorCode.E301, "A permission is missing to make " + view + " again with a new type")
        .fix(
            "GRANT " + view.owner() + " TO " + user(connection) + ";",
            "GRANT USAGE, CREATE ON SCHEMA " + view.schema() + " TO " + view.owner() + ";",
            "Or drop it, run again, and build it afterwards: drop " + view + " cascade;");
  }

  private CaravanException.Builder locked(Connection connection, String message) {
    List<String> blockers = new ArrayList<>();
    if (connection != null) {
      try (PreparedStatement query = connection.prepareStatement(BLOCKERS)) {
        query.setString(1, table.quoted());
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            blockers.add(
                "pid %d (%s, user %s, %s)"
                    .formatted(
                        row.getInt(1), row.getString(2), row.getString(3), row.getString(4)));
          }
        }
      } catch (SQLException e) {
        blockers.add("unknown: " + e.getMessage());
      }
    }
    String who = blockers.isEmpty() ? "somebody who is gone by now" : String.join(", ", blockers);
    return CaravanException.of(
            ErrorCode.E306, table + " is locked by " + who + " and did not come free in time")
        .fix("Let that session end, or end it: SELECT pg_terminate_backend(<pid>);");
  }

  private static String user(Connection connection) {
    return lookUp(connection, "select quote_ident(current_user)", "<user>");
  }

  private static String database(Connection connection) {
    return lookUp(connection, "select quote_ident(current_database())", "<database>");
  }

  private static String lookUp(Connection connection, String query, String other) {
    if (connection == null) {
      return other;
    }
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getString(1) : other;
    } catch (SQLException e) {
      return other;
    }
  }

  /**
   * The sentence of the server without the position and the values of the row, which its detail may
   * hold; where something depends on a table, the detail says what.
   */
  static String message(SQLException failure) {
    if (failure instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
      ServerErrorMessage server = postgres.getServerErrorMessage();
      return DEPENDED_ON.contains(server.getSQLState()) && server.getDetail() != null
          ? server.getMessage() + ": " + server.getDetail()
          : server.getMessage();
    }
    return failure.getMessage();
  }
}
