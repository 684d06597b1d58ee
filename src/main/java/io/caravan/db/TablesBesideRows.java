package io.caravan.db;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The technical tables of a database that is not PostgreSQL: bookmarks, rejects and the log of
 * changes, which have to move in one transaction with rows. Runs and leases stay in the warehouse.
 * One script for each product, which may be executed again: not every product can undo half of one.
 */
final class TablesBesideRows {

  /** Grows with each change of the scripts. */
  private static final int VERSION = 1;

  private final Product product;

  TablesBesideRows(Product product) {
    this.product = product;
  }

  void make(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      int found = version(statement);
      if (found > VERSION) {
        throw CaravanException.of(
                ErrorCode.E801, "The technical tables were made by a newer Caravan")
            .where(product.own("version") + ", version " + found)
            .fix("Use the newer program, or restore the database of before the upgrade")
            .build();
      }
      if (found < VERSION) {
        for (String sql : script()) {
          statement.execute(sql);
        }
        statement.execute("delete from " + product.own("version"));
        statement.execute(
            "insert into " + product.own("version") + " (version) values (" + VERSION + ")");
      }
      forgetOldCommits(statement);
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  /** Whoever does not know how a commit ended asks within minutes. */
  private void forgetOldCommits(Statement statement) throws SQLException {
    switch (product) {
      case MYSQL ->
          statement.execute(
              "delete from caravan_commits where at < utc_timestamp(6) - interval 1 day");
      case SQLSERVER ->
          statement.execute(
              "delete from caravan.commits where at < dateadd(day, -1, sysutcdatetime())");
      case SQLITE, POSTGRESQL -> {}
    }
  }

  private int version(Statement statement) {
    try (ResultSet row =
        statement.executeQuery("select max(version) from " + product.own("version"))) {
      return row.next() ? row.getInt(1) : 0;
    } catch (SQLException e) {
      // No such table yet, or worse: making it will find the words.
      return 0;
    }
  }

  /** The statements of the script; each ends in a semicolon at the end of a line. */
  private List<String> script() {
    String name = "/db/" + product.name().toLowerCase(Locale.ROOT) + ".sql";
    try (InputStream in = TablesBesideRows.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split(";\\s*\\n"))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CaravanException explained(SQLException e) {
    boolean refused = isRefusal(e);
    return CaravanException.of(
            refused ? ErrorCode.E301 : ErrorCode.E300,
            "Cannot prepare the technical tables (" + product.own("bookmarks") + " and others)")
        .why(e.getMessage())
        .fix(refused ? grant() : "./caravan logs", "./caravan doctor")
        .cause(e)
        .build();
  }

  /**
   * 1142, 1044, 1227 of MySQL; 8 (read only) of SQLite; 262, 229, 2760 of SQL Server: no right to.
   */
  private boolean isRefusal(SQLException e) {
    int code = e.getErrorCode();
    return switch (product) {
      case MYSQL -> code == 1142 || code == 1044 || code == 1227;
      case SQLITE -> (code & 0xFF) == 8;
      case SQLSERVER -> code == 262 || code == 229 || code == 2760;
      case POSTGRESQL -> false;
    };
  }

  private String grant() {
    return switch (product) {
      case MYSQL -> "GRANT ALL PRIVILEGES ON <database>.* TO <user>;";
      case SQLITE -> "Make the file and its folder writable";
      case SQLSERVER, POSTGRESQL -> "GRANT CREATE TABLE, CREATE SCHEMA TO <user>;";
    };
  }
}
