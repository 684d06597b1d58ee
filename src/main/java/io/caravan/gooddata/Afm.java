package io.caravan.gooddata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An insight as a question that GoodData executes: attributes, filters and measures ("AFM"), and
 * how the answer is laid out.
 *
 * <p>The kinds of items and filters are those of insights as Analytical Designer stores them. A
 * kind that is not known here is an error: left out, it would make another question of the insight.
 */
final class Afm {

  /** What stands in a dimension for all measures together. */
  private static final String MEASURES = "measureGroup";

  private final List<Object> attributes = new ArrayList<>();
  private final List<Object> measures = new ArrayList<>();
  private final List<Object> filters = new ArrayList<>();

  private Afm() {}

  /**
   * The body of the call that executes an insight.
   *
   * @param content what stands in its {@code content}
   */
  static Map<String, Object> of(Object content) {
    Afm afm = new Afm();
    for (Object bucket : Tree.list(content, "buckets")) {
      Tree.list(bucket, "items").forEach(afm::item);
    }
    for (Object filter : Tree.list(content, "filters")) {
      AfmFilters.of(filter).ifPresent(afm.filters::add);
    }
    if (afm.attributes.isEmpty() && afm.measures.isEmpty()) {
      throw new UnknownKind("an insight without attributes and measures");
    }
    return afm.body();
  }

  private void item(Object item) {
    if (Tree.has(item, "attribute")) {
      Object attribute = Tree.at(item, "attribute");
      Map<String, Object> built = new LinkedHashMap<>();
      built.put(
          "label", AfmFilters.reference(Tree.at(attribute, "displayForm", "identifier"), "label"));
      built.put("localIdentifier", Tree.text(attribute, "localIdentifier"));
      if (Boolean.TRUE.equals(Tree.at(attribute, "showAllValues"))) {
        built.put("showAllValues", true);
      }
      attributes.add(built);
    } else if (Tree.has(item, "measure")) {
      measures.add(AfmMeasures.of(Tree.at(item, "measure")));
    } else {
      throw new UnknownKind("an item of the kind " + Tree.map(item).keySet());
    }
  }

  /** A side of the table that is empty is left out; the other then is the first dimension. */
  private Map<String, Object> body() {
    List<Object> dimensions = new ArrayList<>();
    if (!attributes.isEmpty()) {
      List<String> ids = attributes.stream().map(a -> Tree.text(a, "localIdentifier")).toList();
      dimensions.add(dimension(dimensions.size(), ids));
    }
    if (!measures.isEmpty()) {
      dimensions.add(dimension(dimensions.size(), List.of(MEASURES)));
    }
    Map<String, Object> execution = new LinkedHashMap<>();
    execution.put("attributes", attributes);
    execution.put("filters", filters);
    execution.put("measures", measures);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("execution", execution);
    body.put("resultSpec", Map.of("dimensions", dimensions));
    return body;
  }

  private static Map<String, Object> dimension(int number, List<String> items) {
    return Map.of("localIdentifier", "dim_" + number, "itemIdentifiers", items);
  }

  /** Something in an insight that cannot be turned into a question. */
  static final class UnknownKind extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownKind(String what) {
      super(what);
    }
  }
}
