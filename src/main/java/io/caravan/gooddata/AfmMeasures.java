package io.caravan.gooddata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The measures of an insight: simple ones, those of another period, and arithmetic. */
final class AfmMeasures {

  private AfmMeasures() {}

  static Map<String, Object> of(Object measure) {
    Object definition = Tree.at(measure, "definition");
    Map<String, Object> built = new LinkedHashMap<>();
    built.put("definition", definition(definition));
    built.put("localIdentifier", Tree.text(measure, "localIdentifier"));
    return built;
  }

  private static Map<String, Object> definition(Object definition) {
    if (Tree.has(definition, "measureDefinition")) {
      return Map.of("measure", simple(Tree.at(definition, "measureDefinition")));
    }
    if (Tree.has(definition, "popMeasureDefinition")) {
      return Map.of("overPeriodMeasure", overPeriod(Tree.at(definition, "popMeasureDefinition")));
    }
    if (Tree.has(definition, "previousPeriodMeasure")) {
      return Map.of(
          "previousPeriodMeasure", previousPeriod(Tree.at(definition, "previousPeriodMeasure")));
    }
    if (Tree.has(definition, "arithmeticMeasure")) {
      return Map.of("arithmeticMeasure", arithmetic(Tree.at(definition, "arithmeticMeasure")));
    }
    if (Tree.has(definition, "inlineDefinition")) {
      return Map.of("inline", Map.of("maql", Tree.text(definition, "inlineDefinition", "maql")));
    }
    throw new Afm.UnknownKind("a measure of the kind " + Tree.map(definition).keySet());
  }

  /** A metric brings its own aggregation; anything else is summed unless the insight says how. */
  private static Map<String, Object> simple(Object simple) {
    Map<String, Object> item =
        AfmFilters.reference(Tree.at(simple, "item", "identifier"), "metric");
    Map<String, Object> built = new LinkedHashMap<>();
    if (!"metric".equals(Tree.text(item, "identifier", "type"))) {
      built.put("aggregation", aggregation(Tree.text(simple, "aggregation")));
    }
    built.put("computeRatio", Boolean.TRUE.equals(Tree.at(simple, "computeRatio")));
    List<Object> filters = new ArrayList<>();
    for (Object filter : Tree.list(simple, "filters")) {
      AfmFilters.of(filter).ifPresent(filters::add);
    }
    built.put("filters", filters);
    built.put("item", item);
    return built;
  }

  private static String aggregation(String written) {
    return written == null ? "SUM" : written.toUpperCase(Locale.ROOT);
  }

  /** The same period a year before; which year is said by the attribute, such as its year. */
  private static Map<String, Object> overPeriod(Object pop) {
    return Map.of(
        "measureIdentifier",
        local(Tree.text(pop, "measureIdentifier")),
        "dateAttributes",
        List.of(
            Map.of(
                "attribute",
                AfmFilters.reference(Tree.at(pop, "popAttribute", "identifier"), "attribute"),
                "periodsAgo",
                1)));
  }

  private static Map<String, Object> previousPeriod(Object previous) {
    List<Object> datasets = new ArrayList<>();
    for (Object dataset : Tree.list(previous, "dateDataSets")) {
      datasets.add(
          Map.of(
              "dataset",
              AfmFilters.reference(Tree.at(dataset, "dataSet", "identifier"), "dataset"),
              "periodsAgo",
              Tree.at(dataset, "periodsAgo")));
    }
    return Map.of(
        "measureIdentifier",
        local(Tree.text(previous, "measureIdentifier")),
        "dateDatasets",
        datasets);
  }

  private static Map<String, Object> arithmetic(Object arithmetic) {
    return Map.of(
        "measureIdentifiers",
        Tree.list(arithmetic, "measureIdentifiers").stream()
            .map(id -> local(id.toString()))
            .toList(),
        "operator",
        Tree.text(arithmetic, "operator").toUpperCase(Locale.ROOT));
  }

  private static Map<String, Object> local(String id) {
    return Map.of("localIdentifier", id);
  }
}
