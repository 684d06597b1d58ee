package io.caravan.gists;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Which object of the destination each gist has become, noted at the gist. */
final class Marks {

  private final DataSource database;

  Marks(DataSource database) {
    this.database = database;
  }

  /** The ids of gists whose object is not noted. */
  List<String> missing() throws SQLException {
    List<String> missing = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select distinct g.gist_id from gists g join people p on p.id = g.person_id"
                    + " where g.activity_id is null and p.pipedrive_id is not null")) {
      while (row.next()) {
        missing.add(row.getString(1));
      }
    }
    return missing;
  }

  /** Notes objects: the id of each gist as {@code key}, that of its object as {@code remoteId}. */
  void note(List<?> known) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update gists set activity_id = ? where gist_id = ? and activity_id is null")) {
      for (Object one : known) {
        Map<?, ?> object = (Map<?, ?>) one;
        update.setLong(1, Long.parseLong((String) object.get("remoteId")));
        update.setString(2, (String) object.get("key"));
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
