package io.caravan.gooddata;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every id that can be referred to in a model, by the type that a reference gives: {@code dataset},
 * {@code attribute}, {@code label}, {@code fact}, {@code metric}, {@code visualizationObject} and
 * so on.
 *
 * <p>An attribute has a label of its own id unless it declares one; each granularity of a date is
 * an attribute and a label, such as {@code created_at.month}.
 */
final class Names {

  private static final Map<String, String> TYPES =
      Map.of(
          "metrics", "metric",
          "visualizationObjects", "visualizationObject",
          "analyticalDashboards", "analyticalDashboard",
          "filterContexts", "filterContext",
          "dashboardPlugins", "dashboardPlugin",
          "attributeHierarchies", "attributeHierarchy",
          "exportDefinitions", "exportDefinition");

  private static final Pattern WORD = Pattern.compile("_([a-z])");

  private final Map<String, Set<String>> byType = new HashMap<>();

  private Names() {}

  static Names of(Model model) {
    Names names = new Names();
    model.ldm().getOrDefault("datasets", List.of()).forEach(names::dataset);
    model.ldm().getOrDefault("dateInstances", List.of()).forEach(names::date);
    TYPES.forEach(
        (kind, type) -> model.of(kind).forEach(object -> names.add(type, Tree.text(object, "id"))));
    return names;
  }

  private void dataset(Object dataset) {
    add("dataset", Tree.text(dataset, "id"));
    for (Object attribute : Tree.list(dataset, "attributes")) {
      add("attribute", Tree.text(attribute, "id"));
      add("label", Tree.text(attribute, "id"));
      Tree.list(attribute, "labels").forEach(label -> add("label", Tree.text(label, "id")));
    }
    Tree.list(dataset, "facts").forEach(fact -> add("fact", Tree.text(fact, "id")));
    Tree.list(dataset, "aggregatedFacts").forEach(fact -> add("fact", Tree.text(fact, "id")));
  }

  private void date(Object date) {
    String id = Tree.text(date, "id");
    add("dataset", id);
    add("date", id);
    for (Object granularity : Tree.list(date, "granularities")) {
      String name = id + "." + suffix(granularity.toString());
      add("attribute", name);
      add("label", name);
    }
  }

  /** {@code dayOfWeek} for {@code DAY_OF_WEEK}. */
  static String suffix(String granularity) {
    Matcher word = WORD.matcher(granularity.toLowerCase(Locale.ROOT));
    return word.replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
  }

  private void add(String type, String id) {
    byType.computeIfAbsent(type, key -> new HashSet<>()).add(id);
  }

  /** Whether a model can have objects of this type at all; of others nothing is said. */
  static boolean judges(String type) {
    return Set.of("dataset", "attribute", "label", "fact", "date").contains(type)
        || TYPES.containsValue(type);
  }

  boolean has(String type, String id) {
    return byType.getOrDefault(type, Set.of()).contains(id);
  }

  Collection<String> all(String type) {
    return byType.getOrDefault(type, Set.of());
  }
}
