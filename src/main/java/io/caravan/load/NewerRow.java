package io.caravan.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.db.Product;
import io.caravan.load.dialect.Dialect;
import io.caravan.load.table.TableName;
import io.caravan.load.value.Moments;
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
    Dialect dialect = Dialects.of(database);
    boolean postgres = Product.of(database) == Product.POSTGRESQL;
    String query =
        "select 1 from "
            + dialect.quoted(TableName.parse(reject.table(), null))
            + " where _loaded_at > ? and "
            + key.stream()
                .map(field -> dialect.quote(dialect.column(field)) + " = ?")
                .collect(Collectors.joining(" and "));
    try (Connection connection = database.getConnection();
        PreparedStatement find = connection.prepareStatement(query)) {
      find.setObject(1, postgres ? reject.lastSeen() : Moments.utc(reject.lastSeen().toString()));
      for (int i = 0; i < key.size(); i++) {
        String text = record.path(key.get(i)).asText(null);
        if (postgres) {
          // Without a type of ours the server reads the text as the type of the column.
          find.setObject(i + 2, text, Types.OTHER);
        } else {
          find.setString(i + 2, text);
        }
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
