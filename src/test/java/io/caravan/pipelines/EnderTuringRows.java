package io.caravan.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.db.Product;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * The rows of Ender Turing's tables in a database of any product, each as one text that is the same
 * wherever the row lies. The types are those of the catalog; the columns are those of the database.
 */
final class EnderTuringRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DataSource database;
  private final Product product;
  private final Map<String, JsonNode> properties = new TreeMap<>();

  EnderTuringRows(DataSource database) throws IOException {
    this.database = database;
    this.product = Product.of(database);
    JsonNode catalog =
        JSON.readTree(Files.readString(Path.of("routes/sources/enderturing.catalog.json")));
    for (JsonNode stream : catalog.path("streams")) {
      String table = stream.path("stream").asText().replace("enderturing.", "");
      properties.put(table, stream.path("schema").path("properties"));
    }
  }

  /** The rows without what Caravan adds, sorted. */
  List<String> of(String table) throws SQLException, IOException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select * from " + product.quoted("enderturing", table))) {
      while (row.next()) {
        Map<String, String> sorted = new TreeMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          String column = row.getMetaData().getColumnLabel(i);
          if (!column.startsWith("_")) {
            Object value = value(row, i, properties.get(table).path(column));
            sorted.put(column, EnderTuringExpected.text(value));
          }
        }
        rows.add(sorted.toString());
      }
    }
    return rows.stream().sorted().toList();
  }

  private Object value(ResultSet row, int column, JsonNode property)
      throws SQLException, IOException {
    String text = row.getString(column);
    String type = property.path("type").toString() + property.path("format").asText();
    if (text == null) {
      return null;
    }
    if (type.contains("boolean")) {
      return row.getBoolean(column);
    }
    if (type.contains("integer") || type.contains("number")) {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
    if (type.contains("date-time")) {
      return product == Product.POSTGRESQL
          ? row.getObject(column, OffsetDateTime.class).toInstant().toString()
          : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toString();
    }
    return type.contains("object") || type.contains("array") ? JSON.readTree(text) : text;
  }

  /** The tables that the foreign keys of a table lead to. */
  Set<String> references(String table) throws SQLException {
    return told(meta -> meta.getImportedKeys(catalog(meta), schema(), table), "PKTABLE_NAME");
  }

  /** The columns that are in an index of a table. */
  Set<String> indexed(String table) throws SQLException {
    return told(
        meta -> meta.getIndexInfo(catalog(meta), schema(), table, false, true), "COLUMN_NAME");
  }

  private interface Question {
    ResultSet of(DatabaseMetaData meta) throws SQLException;
  }

  private Set<String> told(Question question, String column) throws SQLException {
    Set<String> told = new TreeSet<>();
    try (Connection connection = database.getConnection();
        ResultSet row = question.of(connection.getMetaData())) {
      while (row.next()) {
        if (row.getString(column) != null) {
          told.add(row.getString(column));
        }
      }
    }
    return told;
  }

  private String schema() {
    return product == Product.POSTGRESQL ? "enderturing" : null;
  }

  private static String catalog(DatabaseMetaData meta) throws SQLException {
    return meta.getConnection().getCatalog();
  }

  /** One sum for all rows of a table. */
  static String checksum(List<String> rows) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      rows.forEach(row -> digest.update((row + "\n").getBytes(StandardCharsets.UTF_8)));
      return rows.size() + " rows " + HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
