package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Parents that another stream has loaded: the rows of a table, or of a query in a file. */
final class ParentRows {

  private static final String NO_SUCH_TABLE = "42P01";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z][\\w.-]*)}");

  private final DataSource database;
  private final RouteTexts files;

  ParentRows(DataSource database, RouteTexts files) {
    this.database = database;
    this.files = files;
  }

  /** The parents, without twins. Placeholders of a file become parameters of its query. */
  List<Map<String, Object>> find(ParentRules rules, Values values) {
    List<Object> given = new ArrayList<>();
    String sql = rules.from().endsWith(".sql") ? file(rules.from(), values, given) : table(rules);
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < given.size(); i++) {
        query.setObject(i + 1, given.get(i) == null ? null : given.get(i).toString());
      }
      try (ResultSet rows = query.executeQuery()) {
        return read(rows);
      }
    } catch (SQLException e) {
      throw unreadable(rules.from(), e);
    }
  }

  private static String table(ParentRules rules) {
    String columns =
        rules.fields().stream().map(ParentRows::quoted).collect(Collectors.joining(", "));
    String[] name = rules.from().split("\\.", 2);
    String table = name.length == 2 ? quoted(name[0]) + "." + quoted(name[1]) : quoted(name[0]);
    return "select distinct " + columns + " from " + table + " order by " + columns;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private String file(String name, Values values, List<Object> given) {
    try {
      Matcher placeholder = PLACEHOLDER.matcher(files.read(name, ParentRows::doubled));
      return placeholder.replaceAll(
          found -> {
            given.add(values.find(found.group(1)));
            return "?";
          });
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E315, "The query of a route cannot be read")
          .where(files.path(name).toString())
          .why(e.getClass().getSimpleName())
          .fix("Put the file there, or correct the parameter parents of the route")
          .build();
    }
  }

  private static String doubled(String value) {
    return value.replace("'", "''");
  }

  private static List<Map<String, Object>> read(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<Map<String, Object>> found = new ArrayList<>();
    while (rows.next()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        Object value = rows.getObject(i);
        boolean plain = value == null || value instanceof Number || value instanceof Boolean;
        row.put(columns.getColumnLabel(i), plain ? value : rows.getString(i));
      }
      found.add(row);
    }
    return found;
  }

  private static CaravanException unreadable(String parents, SQLException seen) {
    if (NO_SUCH_TABLE.equals(seen.getSQLState())) {
      return CaravanException.of(ErrorCode.E324, "The parents of a stream have not been loaded yet")
          .where(parents)
          .why(seen.getMessage())
          .fix(
              "./caravan run "
                  + (parents.endsWith(".sql") ? "<the stream of that table>" : parents))
          .build();
    }
    return CaravanException.of(ErrorCode.E106, "The parents of a stream cannot be read")
        .where(parents)
        .why(seen.getMessage())
        .fix("Correct the parameters parents and parentFields of the route")
        .cause(seen)
        .build();
  }
}
