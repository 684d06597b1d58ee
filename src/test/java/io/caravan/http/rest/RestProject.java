package io.caravan.http.rest;

import io.caravan.TestDatabase;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.config.Settings;
import io.caravan.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A project whose streams are made by the test, with the real kamelets, loading into a real
 * database of its own.
 */
final class RestProject implements AutoCloseable {

  private final Path folder;
  private final Map<String, String> overrides = new HashMap<>();
  private Caravan caravan;

  RestProject(Path folder, String baseUrl) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("routes/sources"));
    Files.createSymbolicLink(
        folder.resolve("routes/kamelets"), Path.of("routes/kamelets").toAbsolutePath());
    Files.copy(Path.of("application.properties"), folder.resolve("application.properties"));
    overrides.put("acme.base-url", baseUrl);
    overrides.put("acme.token", "token-of-a-person-1234");
    overrides.put("caravan.data-dir", folder.resolve("data").toString());
    overrides.put("http.first-wait", "1ms");
  }

  RestProject with(String key, String value) {
    overrides.put(key, value);
    return this;
  }

  /**
   * Adds a stream that is upserted by id.
   *
   * @param parameters of the kamelet, one on each line
   */
  RestProject stream(String stream, String parameters) throws IOException {
    return stream(stream, parameters, "key: id");
  }

  RestProject stream(String stream, String parameters, String upsert) throws IOException {
    Files.writeString(
        folder.resolve("routes/sources/" + stream.replace('.', '-') + ".camel.yaml"),
        """
        # A stream of a test.
        - route:
            id: %1$s
            group: stream
            description: A stream of a test
            from:
              uri: kamelet:rest-source/%1$s-pages
              parameters:
                stream: %1$s
                account: acme
        %2$s
              steps:
                - to:
                    uri: upsert:%1$s
                    parameters:
        %3$s
        """
            .formatted(
                stream, parameters.indent(8).stripTrailing(), upsert.indent(14).stripTrailing()));
    return this;
  }

  /** Puts a file beside the routes. */
  RestProject file(String name, String content) throws IOException {
    Files.writeString(folder.resolve("routes/sources").resolve(name), content);
    return this;
  }

  Run run(String stream) {
    if (caravan == null) {
      if (!overrides.containsKey("db.warehouse.url")) {
        Settings settings = TestDatabase.settings(Map.of());
        settings.keys().stream()
            .filter(key -> key.startsWith("db.warehouse."))
            .forEach(key -> overrides.put(key, settings.get(key, "")));
      }
      caravan = Caravan.start(Settings.load(folder, overrides, Map.of()), Mode.COMMAND);
    }
    return caravan.run(stream, "test", Map.of());
  }

  /** As another process would begin. */
  void restart() {
    caravan.close();
    caravan = null;
  }

  Caravan caravan() {
    return caravan;
  }

  /** The first column of a query. */
  List<String> query(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = caravan.connections().get("warehouse").getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** The cursor in the bookmark of a stream; null when there is none. */
  String bookmark(String stream) throws SQLException {
    List<String> found =
        query("select value->>'cursor' from caravan.bookmarks where stream = '" + stream + "'");
    return found.isEmpty() ? null : found.get(0);
  }

  @Override
  public void close() {
    if (caravan != null) {
      caravan.close();
    }
  }
}
