package io.caravan.web;

import io.caravan.TestDatabase;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A process that serves the real routes of the interface, with stand-ins behind them. */
public final class WebRig implements AutoCloseable {

  private static final String STAND_INS =
      """
      # Stand-ins.
      - route:
          id: github-user
          description: Whether there is such a user
          errorHandler: { noErrorHandler: {} }
          from:
            uri: direct:github-user
            steps:
              - bean: { beanType: io.caravan.web.StandIns, method: user }
      - route:
          id: pipedrive-person
          description: Finds or makes a person
          errorHandler: { noErrorHandler: {} }
          from:
            uri: direct:pipedrive-person
            steps:
              - bean: { beanType: io.caravan.web.StandIns, method: person }
      - route:
          id: pipedrive.delete-person
          description: Deletes a person
          errorHandler: { noErrorHandler: {} }
          from:
            uri: direct:pipedrive.delete-person
            steps:
              - bean: { beanType: io.caravan.web.StandIns, method: delete }
      """;

  public final Settings settings;
  public final int port;
  public final Caravan caravan;
  public final Asker asker;

  /** With the stand-ins. */
  public WebRig(Path folder, Map<String, String> more) throws IOException {
    this(folder, more, false);
  }

  /**
   * @param real whether GitHub and Pipedrive are asked by the routes that ask them, where {@code
   *     more} says they are
   */
  public WebRig(Path folder, Map<String, String> more, boolean real) throws IOException {
    Path routes = Files.createDirectories(folder.resolve("routes"));
    Files.createSymbolicLink(
        routes.resolve("kamelets"), Path.of("routes/kamelets").toAbsolutePath());
    copy(routes, "api", "");
    if (real) {
      copy(routes, "destinations", "pipedrive-");
      copy(routes, "sources", "g");
    } else {
      Files.writeString(routes.resolve("stand-ins.camel.yaml"), STAND_INS);
    }
    Files.copy(Path.of("application.properties"), folder.resolve("application.properties"));
    port = freePort();
    Map<String, String> set = new HashMap<>();
    set.put("caravan.data-dir", folder.resolve("data").toString());
    set.put("http.port", String.valueOf(port));
    set.put("people.enabled", "true");
    set.put("web.writes-per-minute", "0");
    Settings database = TestDatabase.settings(Map.of());
    for (String key : new String[] {"url", "user", "password"}) {
      set.put("db.warehouse." + key, database.get("db.warehouse." + key, ""));
    }
    set.putAll(more);
    settings = Settings.load(folder, set, Map.of());
    caravan = Caravan.start(settings, Mode.SERVE);
    asker = new Asker(port);
  }

  /** Copies: Camel does not look behind a link to a folder. */
  private static void copy(Path routes, String folder, String begin) throws IOException {
    Path to = Files.createDirectories(routes.resolve(folder));
    try (Stream<Path> files = Files.list(Path.of("routes", folder))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(begin)) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** A token of the interface. */
  public String token(Role role) {
    return new ApiTokens(caravan.connections().get(Connections.WAREHOUSE))
        .create(role, "test")
        .secret();
  }

  private Connection people() throws SQLException {
    return caravan.connections().get(Connections.PEOPLE).getConnection();
  }

  /** Statements in the database of people. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = people();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The only value of a query there. */
  public String value(String sql) throws SQLException {
    try (Connection connection = people();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    caravan.close();
  }
}
