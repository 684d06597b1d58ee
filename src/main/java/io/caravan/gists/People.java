package io.caravan.gists;

import io.caravan.db.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The table of those who are tracked. */
final class People {

  /** A row that somebody is about to add is only a claim. */
  private static final String TRACKED = "being_added is null";

  private final DataSource database;

  People(DataSource database) {
    this.database = database;
  }

  /** Whether anybody is tracked; no when there is not even a table. */
  boolean any() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select 1 from people where " + TRACKED + " limit 1")) {
      return row.next();
    } catch (SQLException e) {
      return false;
    }
  }

  /** All of them; the one who was not visited for longest first. */
  List<Tracked> toVisit() throws SQLException {
    String sql =
        "select id, github_username, gists_since, gists_etag"
            + " from people where "
            + TRACKED
            + " order by case when last_visit is null then 0 else 1 end, last_visit, id";
    List<Tracked> people = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        OffsetDateTime since = row.getString(3) == null ? null : product().moment(row, 3);
        String etag = row.getString(4);
        people.add(
            new Tracked(
                row.getLong(1),
                row.getString(2),
                since == null ? null : since.toInstant(),
                etag == null ? "" : etag));
      }
    }
    return people;
  }

  /** When a visit begins, by the clock of the database. */
  OffsetDateTime now() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + product().now())) {
      row.next();
      return product().moment(row, 1);
    }
  }

  /** Those whom the destination does not know, as {@code id} and {@code username}. */
  List<Map<String, Object>> withoutRemote() throws SQLException {
    List<Map<String, Object>> people = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, github_username from people where pipedrive_id is null and "
                    + TRACKED
                    + " order by id")) {
      while (row.next()) {
        people.add(Map.of("id", row.getLong(1), "username", row.getString(2)));
      }
    }
    return people;
  }

  /** Notes who the person is over there. */
  void setRemote(long id, long remoteId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update people set pipedrive_id = ?, updated_at = "
                    + product().now()
                    + " where id = ? and pipedrive_id is null")) {
      update.setLong(1, remoteId);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  Product product() {
    return Product.of(database);
  }
}
