package io.caravan.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Tells whether a table holds a newer row with the key of an old record. */
final class NewerRow {

  private NewerRow() {}

  static boolean exists(
      DataSource database, StoredReject reject, List<String> key, JsonNode record) {
    if (key.isEmpty()) {
      return false;
    }
    String query =
        "select from "
            + TableName.parse(reject.table(), null).quoted()
            + " where _loaded_at > ? and "
            + key.stream()
                .map(field -> Names.quote(Names.column(field)) + " = ?")
                .collect(Collectors.joining(" and "));
    try (Connection connection = database.getConnection();
        PreparedStatement find = connection.prepareStatement(query)) {
      find.setObject(1, reject.lastSeen());
      for (int i = 0; i < key.size(); i++) {
        // Without a type of ours the server reads the text as the type of the column.
        find.setObject(i + 2, record.path(key.get(i)).asText(null), Types.OTHER);
      }
      try (ResultSet row = find.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      // No such table or column, or a key the column cannot hold: then there is no such row.
      return false;
    }
  }
}
