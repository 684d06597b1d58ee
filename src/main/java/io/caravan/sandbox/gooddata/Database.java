package io.caravan.sandbox.gooddata;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Enters the database that a data source leads to. */
final class Database {

  private Database() {}

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
