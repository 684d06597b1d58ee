package io.caravan.http.rest;

import io.caravan.db.Product;
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
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Parents that another stream has loaded: the rows of a table, or of a query in a file. */
final class ParentRows {

  /** A value, or with {@code table:} or {@code moment:} what databases write differently. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{(?:(table|moment):)?([A-Za-z][\\w.-]*)}");

  private final Function<String, ? extends DataSource> databases;
  private final RouteTexts files;

  /**
   * @param databases tells where the rows of a stream are
   */
  ParentRows(Function<String, ? extends DataSource> databases, RouteTexts files) {
    this.databases = databases;
    this.files = files;
  }

  /**
   * The parents, without twins. Placeholders of a file become parameters of its query.
   *
   * @param stream whose rows lie in the database that a file asks; a table is looked for where its
   *     own rows are
   */
  List<Map<String, Object>> find(ParentRules rules, String stream, Values values) {
    boolean isFile = rules.from().endsWith(".sql");
    DataSource database = databases.apply(isFile ? stream : rules.from());
    Product product = Product.of(database);
    List<Object> given = new ArrayList<>();
    String sql = isFile ? file(rules.from(), product, values, given) : table(rules, product);
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < given.size(); i++) {
        query.setObject(i + 1, given.get(i) == null ? null : given.get(i).toString());
      }
      try (ResultSet rows = query.executeQuery()) {
        return read(rows);
      }
    } catch (SQLException e) {
      if (isFile && product != Product.POSTGRESQL && !isPortable(rules.from(), product, e)) {
        throw notOfThis(product, rules.from(), stream, e);
      }
      throw unreadable(rules.from(), product.isMissingTable(e), e);
    }
  }

  private static String table(ParentRules rules, Product product) {
    String columns = rules.fields().stream().map(product::quoted).collect(Collectors.joining(", "));
    return "select distinct "
        + columns
        + " from "
        + quoted(rules.from(), product)
        + " order by "
        + columns;
  }

  private static String quoted(String table, Product product) {
    String[] name = table.split("\\.", 2);
    return name.length == 2 ? product.quoted(name[0], name[1]) : product.quoted(name[0]);
  }

  private String file(String name, Product product, Values values, List<Object> given) {
    try {
      Matcher placeholder = PLACEHOLDER.matcher(files.read(name, ParentRows::doubled));
      return placeholder.replaceAll(
          found ->
              Matcher.quoteReplacement(
                  placed(found.group(1), found.group(2), product, values, given)));
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E315, "The query of a route cannot be read")
          .where(files.path(name).toString())
          .why(e.getClass().getSimpleName())
          .fix("Put the file there, or correct the parameter parents of the route")
          .build();
    }
  }

  /** What stands in SQL for a placeholder. Notes its argument if it is one. */
  private static String placed(
      String kind, String name, Product product, Values values, List<Object> given) {
    if ("table".equals(kind)) {
      return quoted(name, product);
    }
    Object value = values.find(name);
    if (kind == null || value == null) {
      given.add(value);
      return "?";
    }
    given.add(
        Moment.parse(value.toString())
            .map(product::momentArgument)
            .orElseThrow(() -> noMoment(name, value)));
    return product.momentArgument();
  }

  private static CaravanException noMoment(String name, Object value) {
    return CaravanException.of(ErrorCode.E106, "The parents of a stream cannot be read")
        .where("${moment:" + name + "}")
        .why("'" + value + "' is no moment")
        .fix("Correct the query of the route")
        .build();
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

  /**
   * Whether a query that failed was meant for this product: it says {@code ${table:...}} and lacks
   * such a table. SQLite calls a function that it does not know a missing table, too.
   */
  private boolean isPortable(String file, Product product, SQLException seen) {
    try {
      return product.isMissingTable(seen)
          && files.read(file, ParentRows::doubled).contains("${table:");
    } catch (IOException e) {
      return false;
    }
  }

  private static CaravanException notOfThis(
      Product product, String file, String stream, SQLException seen) {
    return CaravanException.of(
            ErrorCode.E106, "The query for " + stream + " is not in the words of this database")
        .where(file + ", in " + product.name().toLowerCase(Locale.ROOT))
        .why(seen.getMessage())
        .fix(
            "Keep the rows of this system in PostgreSQL: DATABASE_URL or db.destination.url",
            "Or write the query in words that this one knows, too")
        .cause(seen)
        .build();
  }

  private static CaravanException unreadable(String parents, boolean isMissing, SQLException seen) {
    if (isMissing) {
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
