package io.caravan.sandbox.gooddata;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Computes the measures of an execution, each as values by the labels of its rows. */
final class Measures {

  private static final Pattern MAQL =
      Pattern.compile(
          "\\s*SELECT\\s+(SUM|AVG|MIN|MAX|MEDIAN|COUNT)\\s*\\(\\s*\\{(fact|attribute|label)/([.A-Za-z0-9_-]+)}\\s*\\)\\s*",
          Pattern.CASE_INSENSITIVE);

  /** Filters that need the values of measures; {@link Table} does them. */
  private static final Set<String> ON_VALUES =
      Set.of("rankingFilter", "comparisonMeasureValueFilter", "rangeMeasureValueFilter");

  private final Connection connection;
  private final Ldm ldm;
  private final Map<String, Object> metrics = new HashMap<>();
  private final Object execution;
  private final List<String> labels;
  private final Map<String, Object> definitions = new LinkedHashMap<>();

  Measures(
      Connection connection, Ldm ldm, List<Object> metrics, Object execution, List<String> labels) {
    this.connection = connection;
    this.ldm = ldm;
    metrics.forEach(metric -> this.metrics.put(Tree.text(metric, "id"), metric));
    this.execution = execution;
    this.labels = labels;
    for (Object measure : Tree.list(execution, "measures")) {
      definitions.put(Tree.text(measure, "localIdentifier"), Tree.at(measure, "definition"));
    }
  }

  Set<String> names() {
    return definitions.keySet();
  }

  /** The values of a measure by the values of the labels. */
  Map<List<String>, Double> values(String name) throws SQLException {
    return values(name, Map.of());
  }

  private Map<List<String>, Double> values(String name, Map<String, String> shifts)
      throws SQLException {
    Object definition = definitions.get(name);
    if (definition == null) {
      throw Refused.bad("The measure '" + name + "' does not exist.");
    }
    if (Tree.at(definition, "measure") != null) {
      return simple(Tree.at(definition, "measure"), shifts);
    }
    if (Tree.at(definition, "inline") != null) {
      return metric(Tree.text(definition, "inline", "maql"), Map.of(), shifts);
    }
    if (Tree.at(definition, "arithmeticMeasure") != null) {
      return arithmetic(Tree.at(definition, "arithmeticMeasure"), shifts);
    }
    if (Tree.at(definition, "overPeriodMeasure") != null) {
      Object over = Tree.at(definition, "overPeriodMeasure");
      Map<String, String> moved = new HashMap<>(shifts);
      for (Object date : Tree.list(over, "dateAttributes")) {
        Ldm.Place place = ldm.label(Tree.text(date, "attribute", "identifier", "id"));
        moved.put(place.date(), Dates.interval(ago(date), place.granularity()));
      }
      return values(Tree.text(over, "measureIdentifier", "localIdentifier"), moved);
    }
    Object previous = Tree.at(definition, "previousPeriodMeasure");
    if (previous == null) {
      throw Refused.bad("The measure '" + name + "' has no definition.");
    }
    Map<String, String> moved = new HashMap<>(shifts);
    for (Object date : Tree.list(previous, "dateDatasets")) {
      String id = Tree.text(date, "dataset", "identifier", "id");
      moved.put(id, new Period(execution, id).interval(ago(date)));
    }
    return values(Tree.text(previous, "measureIdentifier", "localIdentifier"), moved);
  }

  private static int ago(Object date) {
    return Integer.parseInt(Tree.text(date, "periodsAgo"));
  }

  private Map<List<String>, Double> simple(Object measure, Map<String, String> shifts)
      throws SQLException {
    String type = Tree.text(measure, "item", "identifier", "type");
    String id = Tree.text(measure, "item", "identifier", "id");
    Map<List<String>, Double> values;
    if (type.equals("metric")) {
      Object metric = metrics.get(id);
      if (metric == null) {
        throw Refused.bad("The metric '" + id + "' does not exist.");
      }
      values = metric(Tree.text(metric, "content", "maql"), measure, shifts);
    } else {
      values = computed(Tree.text(measure, "aggregation"), type, id, measure, shifts);
    }
    return Boolean.TRUE.equals(Tree.at(measure, "computeRatio")) ? shares(values) : values;
  }

  /** Right for sums and counts, which is what shares are asked of. */
  private static Map<List<String>, Double> shares(Map<List<String>, Double> values) {
    double total = values.values().stream().filter(v -> v != null).mapToDouble(v -> v).sum();
    Map<List<String>, Double> shares = new LinkedHashMap<>();
    values.forEach((key, value) -> shares.put(key, value == null ? null : value / total));
    return shares;
  }

  private Map<List<String>, Double> metric(String maql, Object measure, Map<String, String> shifts)
      throws SQLException {
    Matcher matcher = MAQL.matcher(String.valueOf(maql));
    if (!matcher.matches()) {
      throw Refused.bad("The MAQL cannot be computed: " + maql);
    }
    return computed(
        matcher.group(1).toUpperCase(Locale.ROOT),
        matcher.group(2),
        matcher.group(3),
        measure,
        shifts);
  }

  private Map<List<String>, Double> computed(
      String aggregation, String type, String id, Object measure, Map<String, String> shifts)
      throws SQLException {
    Ldm.Place place = type.equals("fact") ? ldm.fact(id) : ldm.label(id);
    Query query = new Query(ldm, place.dataset(), shifts);
    String column = query.column(place);
    Tree.list(measure, "filters").forEach(query::filter);
    for (Object filter : Tree.list(execution, "filters")) {
      if (Tree.map(filter).keySet().stream().noneMatch(ON_VALUES::contains)) {
        query.filter(filter);
      }
    }
    String aggregate =
        switch (String.valueOf(aggregation)) {
          case "COUNT" -> "count(distinct " + column + ")";
          case "MEDIAN" -> "percentile_cont(0.5) within group (order by " + column + ")";
          case "SUM", "AVG", "MIN", "MAX" -> aggregation + "(" + column + ")";
          default -> throw Refused.bad("The aggregation " + aggregation + " is not known.");
        };
    return read(query.sql(labels, aggregate));
  }

  private Map<List<String>, Double> read(String sql) throws SQLException {
    Map<List<String>, Double> values = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> key = new ArrayList<>();
        for (int i = 1; i <= labels.size(); i++) {
          key.add(rows.getString(i));
        }
        double value = rows.getDouble(labels.size() + 1);
        values.put(key, rows.wasNull() ? null : value);
      }
    }
    return values;
  }

  private Map<List<String>, Double> arithmetic(Object arithmetic, Map<String, String> shifts)
      throws SQLException {
    BinaryOperator<Double> operator = operator(Tree.text(arithmetic, "operator"));
    Map<List<String>, Double> result = null;
    for (Object id : Tree.list(arithmetic, "measureIdentifiers")) {
      Map<List<String>, Double> next = values(Tree.text(id, "localIdentifier"), shifts);
      if (result == null) {
        result = new LinkedHashMap<>(next);
      } else {
        Map<List<String>, Double> left = result;
        next.keySet().forEach(key -> left.putIfAbsent(key, null));
        left.replaceAll(
            (key, value) ->
                value == null || next.get(key) == null
                    ? null
                    : operator.apply(value, next.get(key)));
      }
    }
    return result == null ? Map.of() : result;
  }

  private static BinaryOperator<Double> operator(String name) {
    return switch (name) {
      case "SUM" -> Double::sum;
      case "DIFFERENCE" -> (a, b) -> a - b;
      case "MULTIPLICATION" -> (a, b) -> a * b;
      case "RATIO" -> (a, b) -> b == 0 ? null : a / b;
      case "CHANGE" -> (a, b) -> b == 0 ? null : (a - b) / b;
      default -> throw Refused.bad("The operator " + name + " is not known.");
    };
  }
}
