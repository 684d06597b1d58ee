package io.caravan.people;

import io.caravan.db.Product;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The database with the tracked people: PostgreSQL or MySQL. Its tables are made with the first
 * connection, because only then it has to be there.
 */
public final class PeopleDatabase implements DataSource {

  private final DataSource database;
  private volatile boolean made;

  public PeopleDatabase(DataSource database) {
    this.database = database;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!made) {
      make();
    }
    return database.getConnection();
  }

  private synchronized void make() throws SQLException {
    if (made) {
      return;
    }
    try {
      execute();
    } catch (SQLException another) {
      // Two processes may make the same table at the same moment; one of them is told that it
      // is there.
      execute();
    }
    made = true;
  }

  private void execute() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : script()) {
        statement.execute(sql);
      }
      requireOurs(statement);
    }
  }

  /** Tables of these names that another program made may lack what we add. */
  private static void requireOurs(Statement statement) {
    try {
      statement.execute(
          "select login, being_added, gists_since, gists_etag from people where 1 = 0");
      statement.execute("select person_id, gist_id, activity_id from gists where 1 = 0");
      statement.execute("select gist_id, name, truncated from gist_files where 1 = 0");
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E304, "The tables of people were made by another program")
          .where("people, gists, gist_files")
          .why(e.getMessage())
          .fix("Give Caravan a database of its own: db.people.url, or DATABASE_NAME")
          .cause(e)
          .build();
    }
  }

  /** What it is. */
  Product product() {
    return Product.of(database);
  }

  private List<String> script() {
    String name = product() == Product.MYSQL ? "/people/mysql.sql" : "/people/postgresql.sql";
    try (InputStream in = PeopleDatabase.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split(";\\s*\\n"))
          .map(String::strip)
          .filter(sql -> !sql.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return database.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return database.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    database.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    database.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return database.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return database.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return database.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return database.isWrapperFor(type);
  }
}
