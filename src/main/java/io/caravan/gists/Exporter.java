package io.caravan.gists;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Lets the processes of one warehouse export, and no others: leases and the ledger are there, so
 * those of another warehouse would post every gist again. Where the people are in the warehouse
 * itself there is nothing to guard.
 */
final class Exporter {

  /** PostgreSQL tells each installation apart by a number it was born with. */
  private static final String IDENTITY =
      "select system_identifier || '/' || current_database() from pg_control_system()";

  private final DataSource people;
  private final DataSource warehouse;

  Exporter(DataSource people, DataSource warehouse) {
    this.people = people;
    this.warehouse = warehouse;
  }

  /**
   * Fails when another warehouse has the ledger.
   *
   * @param takeOver from now on this one has it
   */
  void check(boolean takeOver) throws SQLException {
    if (people == warehouse) {
      return;
    }
    String own = text(warehouse, IDENTITY);
    String known = known();
    if (known == null) {
      claim(own);
      known = known();
    }
    if (takeOver && !own.equals(known)) {
      execute("update gist_exporter set warehouse = ? where id = 1", own);
    } else if (!own.equals(known)) {
      throw CaravanException.of(
              ErrorCode.E701, "Another Caravan, with a warehouse of its own, exports these gists")
          .where("database of people")
          .why("what has been posted stands in the ledger of the other warehouse")
          .fix(
              "Give both the same warehouse: DATABASE_URL",
              "If the other one is gone for good: ./caravan run export-gists --var takeOver=true")
          .build();
    }
  }

  private String known() throws SQLException {
    return text(people, "select warehouse from gist_exporter where id = 1");
  }

  private void claim(String own) throws SQLException {
    try {
      execute("insert into gist_exporter (id, warehouse) values (1, ?)", own);
    } catch (SQLException e) {
      if (e.getSQLState() == null || !e.getSQLState().startsWith("23")) {
        throw e;
      }
      // Somebody else was first, and is seen with the next look.
    }
  }

  private void execute(String sql, String value) throws SQLException {
    try (Connection connection = people.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.executeUpdate();
    }
  }

  private static String text(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
