package io.caravan.sandbox.gooddata;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Enters the databases that data sources lead to, and keeps some connections for executions. */
final class Database implements AutoCloseable {

  /** A login takes as long as ten small queries. */
  private static final int KEPT = 4;

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private final Map<Map<String, Object>, Deque<Connection>> idle = new ConcurrentHashMap<>();

  /** Does something with a connection that may have been used before. */
  <T> T use(Map<String, Object> definition, Work<T> work) throws SQLException {
    Deque<Connection> waiting =
        idle.computeIfAbsent(definition, key -> new ConcurrentLinkedDeque<>());
    Connection kept = waiting.poll();
    Connection connection = kept != null && kept.isValid(5) ? kept : open(definition);
    boolean well = false;
    try {
      T result = work.with(connection);
      well = true;
      return result;
    } finally {
      if (well && waiting.size() < KEPT) {
        waiting.add(connection);
      } else {
        connection.close();
      }
    }
  }

  @Override
  public void close() {
    idle.values().forEach(connections -> connections.forEach(Database::end));
    idle.clear();
  }

  private static void end(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param definition address, user name and password of a data source
   */
  static Connection open(Map<String, Object> definition) throws SQLException {
    String url = Tree.text(definition, "url");
    if (url == null || !url.startsWith("jdbc:postgresql:")) {
      throw new SQLException("The address does not lead to a PostgreSQL: " + url);
    }
    Properties properties = new Properties();
    properties.setProperty("user", String.valueOf(definition.get("username")));
    if (definition.get("password") != null) {
      properties.setProperty("password", definition.get("password").toString());
    }
    properties.setProperty("ApplicationName", "gooddata sandbox");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("readOnly", "true");
    return DriverManager.getConnection(url, properties);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
