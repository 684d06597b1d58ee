package io.caravan.sandbox.gooddata;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The answer to an execution before it is laid out: rows by labels, each with its measures. */
final class Table {

  private final Map<String, Map<List<String>, Double>> byMeasure = new LinkedHashMap<>();
  private final Map<String, Integer> columns = new HashMap<>();
  private List<List<String>> rows;

  private Table() {}

  /** Computes everything. */
  static Table of(Connection connection, Ldm ldm, List<Object> metrics, Object execution)
      throws SQLException {
    Table table = new Table();
    List<String> labels = new ArrayList<>();
    for (Object attribute : Tree.list(execution, "attributes")) {
      table.columns.put(Tree.text(attribute, "localIdentifier"), labels.size());
      labels.add(Tree.text(attribute, "label", "identifier", "id"));
    }
    Measures measures = new Measures(connection, ldm, metrics, execution, labels);
    Set<List<String>> keys = new LinkedHashSet<>();
    for (String name : measures.names()) {
      Map<List<String>, Double> values = measures.values(name);
      table.byMeasure.put(name, values);
      keys.addAll(values.keySet());
    }
    if (measures.names().isEmpty()) {
      keys.addAll(labelsAlone(connection, ldm, execution, labels));
    }
    table.rows = new ArrayList<>(keys);
    table.rows.sort(
        Comparator.comparing(
            row -> String.join("\u0000", row.stream().map(String::valueOf).toList())));
    Tree.list(execution, "filters").forEach(filter -> Tree.map(filter).forEach(table::filter));
    return table;
  }

  private static Set<List<String>> labelsAlone(
      Connection connection, Ldm ldm, Object execution, List<String> labels) throws SQLException {
    Ldm.Place first = ldm.label(labels.get(0));
    String base = first.date() == null ? first.dataset() : ldm.anyWith(first.date());
    Query query = new Query(ldm, base, Map.of());
    Tree.list(execution, "filters").forEach(query::filter);
    Set<List<String>> found = new LinkedHashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query.sql(labels, null))) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= labels.size(); i++) {
          row.add(rows.getString(i));
        }
        found.add(row);
      }
    }
    return found;
  }

  private void filter(String kind, Object body) {
    switch (kind) {
      case "rankingFilter" -> rank(body);
      case "comparisonMeasureValueFilter" -> rows.removeIf(row -> !compares(body, row));
      case "rangeMeasureValueFilter" -> rows.removeIf(row -> !lies(body, row));
      default -> {
        // Filters of attributes and dates are in the queries already.
      }
    }
  }

  /** Rows without a value have no rank; those with the same value share one. */
  private void rank(Object body) {
    Object measure = Tree.list(body, "measures").get(0);
    boolean top = Tree.text(body, "operator").equals("TOP");
    List<Double> values = new ArrayList<>();
    for (List<String> row : rows) {
      if (value(measure, row) != null) {
        values.add(value(measure, row));
      }
    }
    values.sort(top ? Comparator.reverseOrder() : Comparator.naturalOrder());
    int many = Integer.parseInt(Tree.text(body, "value"));
    if (values.isEmpty()) {
      rows.clear();
      return;
    }
    double last = values.get(Math.min(many, values.size()) - 1);
    rows.removeIf(
        row -> {
          Double value = value(measure, row);
          return value == null || (top ? value < last : value > last);
        });
  }

  private boolean compares(Object body, List<String> row) {
    Double value = value(body, Tree.at(body, "measure"), row);
    double limit = Double.parseDouble(Tree.text(body, "value"));
    return value != null
        && switch (Tree.text(body, "operator")) {
          case "GREATER_THAN" -> value > limit;
          case "GREATER_THAN_OR_EQUAL_TO" -> value >= limit;
          case "LESS_THAN" -> value < limit;
          case "LESS_THAN_OR_EQUAL_TO" -> value <= limit;
          case "EQUAL_TO" -> value == limit;
          case "NOT_EQUAL_TO" -> value != limit;
          default -> throw Refused.bad("The operator of a filter is not known.");
        };
  }

  private boolean lies(Object body, List<String> row) {
    Double value = value(body, Tree.at(body, "measure"), row);
    double from = Double.parseDouble(Tree.text(body, "from"));
    double to = Double.parseDouble(Tree.text(body, "to"));
    boolean between = value != null && value >= from && value <= to;
    return value != null && between == Tree.text(body, "operator").equals("BETWEEN");
  }

  private Double value(Object filter, Object measure, List<String> row) {
    Double value = value(measure, row);
    String other = Tree.text(filter, "treatNullValuesAs");
    return value == null && other != null ? Double.valueOf(other) : value;
  }

  private Double value(Object measure, List<String> row) {
    String name = Tree.text(measure, "localIdentifier");
    if (!byMeasure.containsKey(name)) {
      throw Refused.bad("The measure '" + name + "' does not exist.");
    }
    return byMeasure.get(name).get(row);
  }

  /** The rows, each with a value for each label in the order of the attributes. */
  List<List<String>> rows() {
    return rows;
  }

  /** Where the attribute of this local name stands in a row. */
  int column(String localIdentifier) {
    Integer column = columns.get(localIdentifier);
    if (column == null) {
      throw Refused.bad("The dimension names '" + localIdentifier + "', which does not exist.");
    }
    return column;
  }

  List<String> measures() {
    return new ArrayList<>(byMeasure.keySet());
  }

  Double value(String measure, List<String> row) {
    return byMeasure.get(measure).get(row);
  }
}
