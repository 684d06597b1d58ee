package io.caravan.gooddata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The filters of an insight, and of a measure in it. */
final class AfmFilters {

  /** How insights name granularities; any other is the part behind the last dot in capitals. */
  private static final Map<String, String> GRANULARITIES =
      Map.of(
          "GDC.time.date", "DAY",
          "GDC.time.week_us", "WEEK",
          "GDC.time.day_in_week", "DAY_OF_WEEK",
          "GDC.time.day_in_month", "DAY_OF_MONTH",
          "GDC.time.day_in_year", "DAY_OF_YEAR",
          "GDC.time.week_in_year", "WEEK_OF_YEAR",
          "GDC.time.month_in_year", "MONTH_OF_YEAR",
          "GDC.time.quarter_in_year", "QUARTER_OF_YEAR",
          "GDC.time.hour_in_day", "HOUR_OF_DAY",
          "GDC.time.minute_in_hour", "MINUTE_OF_HOUR");

  private static final String ALL_TIME = "ALL_TIME_GRANULARITY";

  private static final Map<String, Function<Object, Optional<Map<String, Object>>>> KINDS =
      Map.of(
          "positiveAttributeFilter", AfmFilters::positive,
          "negativeAttributeFilter", AfmFilters::negative,
          "relativeDateFilter", AfmFilters::relative,
          "absoluteDateFilter", AfmFilters::absolute,
          "measureValueFilter", AfmFilters::measureValue,
          "rankingFilter", AfmFilters::ranking);

  private AfmFilters() {}

  /** The filter of an execution; empty when it filters nothing. */
  static Optional<Map<String, Object>> of(Object filter) {
    for (Map.Entry<String, Function<Object, Optional<Map<String, Object>>>> kind :
        KINDS.entrySet()) {
      if (Tree.has(filter, kind.getKey())) {
        return kind.getValue().apply(Tree.at(filter, kind.getKey()));
      }
    }
    throw new Afm.UnknownKind("a filter of the kind " + Tree.map(filter).keySet());
  }

  /**
   * A reference to an object.
   *
   * @param identifier id and type, or in old insights the id alone
   */
  static Map<String, Object> reference(Object identifier, String type) {
    String id = identifier instanceof String text ? text : Tree.text(identifier, "id");
    if (id == null) {
      throw new Afm.UnknownKind("a reference to a " + type + " without an id");
    }
    String own = Tree.text(identifier, "type");
    String named = own == null || own.equals("displayForm") ? type : own;
    return Map.of("identifier", Map.of("id", id, "type", named));
  }

  private static Optional<Map<String, Object>> positive(Object filter) {
    return named(
        "positiveAttributeFilter", Map.of("label", label(filter), "in", values(filter, "in")));
  }

  /** One that excludes nothing is how an insight says "all". */
  private static Optional<Map<String, Object>> negative(Object filter) {
    Map<String, Object> values = values(filter, "notIn");
    return Tree.list(values, "values").isEmpty()
        ? Optional.empty()
        : named("negativeAttributeFilter", Map.of("label", label(filter), "notIn", values));
  }

  private static Object label(Object filter) {
    return reference(Tree.at(filter, "displayForm", "identifier"), "label");
  }

  private static Map<String, Object> values(Object filter, String key) {
    Object given = Tree.at(filter, key);
    List<Object> values =
        given instanceof List<?> ? Tree.list(filter, key) : Tree.list(given, "values");
    if (values.isEmpty() && !Tree.list(given, "uris").isEmpty()) {
      values = Tree.list(given, "uris");
    }
    return Map.of("values", values);
  }

  /** Without both ends it means all of time. */
  private static Optional<Map<String, Object>> relative(Object filter) {
    String granularity = Tree.text(filter, "granularity");
    if (ALL_TIME.equals(granularity) || !Tree.has(filter, "from") || !Tree.has(filter, "to")) {
      return Optional.empty();
    }
    Map<String, Object> built = new LinkedHashMap<>();
    built.put("dataset", dataset(filter));
    built.put("granularity", granularity(granularity));
    built.put("from", whole(Tree.text(filter, "from")));
    built.put("to", whole(Tree.text(filter, "to")));
    emptyValues(filter, built);
    return named("relativeDateFilter", built);
  }

  private static Optional<Map<String, Object>> absolute(Object filter) {
    Map<String, Object> built = new LinkedHashMap<>();
    built.put("dataset", dataset(filter));
    built.put("from", Tree.text(filter, "from"));
    built.put("to", Tree.text(filter, "to"));
    emptyValues(filter, built);
    return named("absoluteDateFilter", built);
  }

  private static void emptyValues(Object filter, Map<String, Object> built) {
    String handling = Tree.text(filter, "emptyValueHandling");
    if (handling != null) {
      built.put("emptyValueHandling", handling.toUpperCase(Locale.ROOT));
    }
  }

  private static Object dataset(Object filter) {
    return reference(Tree.at(filter, "dataSet", "identifier"), "dataset");
  }

  static String granularity(String written) {
    String known = GRANULARITIES.get(written);
    return known != null
        ? known
        : written.substring(written.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
  }

  /** Insights hold these numbers as text as well. */
  private static int whole(String written) {
    return Integer.parseInt(written);
  }

  /** One without a condition is how an insight says that none is wanted yet. */
  private static Optional<Map<String, Object>> measureValue(Object filter) {
    Object condition = Tree.at(filter, "condition");
    boolean range = Tree.has(condition, "range");
    if (!range && !Tree.has(condition, "comparison")) {
      return Optional.empty();
    }
    Object own = Tree.at(condition, range ? "range" : "comparison");
    Map<String, Object> built = new LinkedHashMap<>();
    built.put("measure", item(Tree.at(filter, "measure")));
    built.put("operator", Tree.text(own, "operator").toUpperCase(Locale.ROOT));
    for (String number : List.of("value", "from", "to", "treatNullValuesAs")) {
      if (Tree.has(own, number)) {
        built.put(number, Tree.at(own, number));
      }
    }
    dimensionality(Tree.list(filter, "dimensionality"), built);
    return named(range ? "rangeMeasureValueFilter" : "comparisonMeasureValueFilter", built);
  }

  private static Optional<Map<String, Object>> ranking(Object filter) {
    List<Object> measures =
        Tree.has(filter, "measure")
            ? List.of(Tree.at(filter, "measure"))
            : Tree.list(filter, "measures");
    Map<String, Object> built = new LinkedHashMap<>();
    built.put("measures", measures.stream().map(AfmFilters::item).toList());
    built.put("operator", Tree.text(filter, "operator").toUpperCase(Locale.ROOT));
    built.put("value", Tree.at(filter, "value"));
    dimensionality(Tree.list(filter, "attributes"), built);
    return named("rankingFilter", built);
  }

  private static void dimensionality(List<Object> attributes, Map<String, Object> built) {
    if (!attributes.isEmpty()) {
      built.put("dimensionality", attributes.stream().map(AfmFilters::item).toList());
    }
  }

  /** An item of the same insight, by its local name, or an object of the model. */
  private static Object item(Object reference) {
    if (reference instanceof String local) {
      return Map.of("localIdentifier", local);
    }
    return Tree.has(reference, "localIdentifier")
        ? Map.of("localIdentifier", Tree.text(reference, "localIdentifier"))
        : reference(Tree.at(reference, "identifier"), "label");
  }

  private static Optional<Map<String, Object>> named(String kind, Map<String, Object> body) {
    return Optional.of(Map.of(kind, body));
  }
}
