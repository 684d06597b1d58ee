package io.caravan.csv;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The query that reads a table, or the result of an SQL file, as text in PostgreSQL's own writing:
 * numbers keep their digits, times their zone, JSON its braces.
 */
final class TableQuery {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  private final DataSource database;

  TableQuery(DataSource database) {
    this.database = database;
  }

  /**
   * The query.
   *
   * @param from {@code schema.table}, or the path of a file that ends in {@code .sql}
   * @param orderBy columns separated by commas; empty for no order
   */
  String of(String from, String orderBy) {
    String source = from.endsWith(".sql") ? file(Path.of(from)) : "select * from " + table(from);
    List<String> columns = new ArrayList<>();
    for (String column : columns(from, source)) {
      columns.add("q." + quoted(column) + "::text as " + quoted(column));
    }
    StringBuilder sql = new StringBuilder("select ");
    sql.append(String.join(", ", columns)).append(" from (").append(source).append("\n) as q");
    if (!orderBy.isBlank()) {
      List<String> order = new ArrayList<>();
      for (String column : orderBy.split(",")) {
        order.add("q." + quoted(name(column.strip(), "orderBy")));
      }
      sql.append(" order by ").append(String.join(", ", order));
    }
    return sql.toString();
  }

  private static String table(String from) {
    String[] parts = from.split("\\.", -1);
    if (parts.length != 2) {
      throw unusable(from, "table", "schema.table or a file that ends in .sql");
    }
    return quoted(name(parts[0], "table")) + "." + quoted(name(parts[1], "table"));
  }

  private static String file(Path file) {
    try {
      return Files.readString(file).strip().replaceFirst(";$", "");
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E315, "Cannot read the query " + file)
          .why(e.toString())
          .fix("Correct the parameter table of csv-export-action")
          .cause(e)
          .build();
    }
  }

  private List<String> columns(String from, String source) {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(source)) {
      ResultSetMetaData columns = query.getMetaData();
      List<String> names = new ArrayList<>();
      for (int i = 1; columns != null && i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnLabel(i));
      }
      return names;
    } catch (SQLException e) {
      throw CaravanException.of(ErrorCode.E315, "Cannot export " + from)
          .where(from)
          .why(e.getMessage())
          .fix("./caravan status", "Build the model first, or correct its name")
          .cause(e)
          .build();
    }
  }

  private static String name(String text, String parameter) {
    if (!NAME.matcher(text).matches()) {
      throw unusable(text, parameter, "names of letters, digits, _ and $");
    }
    return text;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static CaravanException unusable(String text, String parameter, String expected) {
    return CaravanException.of(ErrorCode.E302, "The name '" + text + "' cannot be exported")
        .where("parameter " + parameter + " of csv-export-action")
        .why("expected " + expected)
        .fix("Correct the parameter " + parameter)
        .build();
  }
}
