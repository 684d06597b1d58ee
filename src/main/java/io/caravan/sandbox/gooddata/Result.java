package io.caravan.sandbox.gooddata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A computed table, laid out in the dimensions that were asked for and read in pages. */
final class Result {

  private static final String MEASURES = "measureGroup";

  /**
   * A place on a dimension.
   *
   * @param labels the values of its attributes, by their local names
   * @param measure null where the dimension has no measures
   */
  private record Entry(Map<String, String> labels, Integer measure) {}

  private final Table table;
  private final List<List<String>> items = new ArrayList<>();
  private final List<List<Entry>> dimensions = new ArrayList<>();
  private final Map<Map<String, String>, List<String>> rowByLabels = new HashMap<>();
  private final List<Integer> sizes = new ArrayList<>();

  Result(Table table, Object resultSpec) {
    this.table = table;
    for (Object dimension : Tree.list(resultSpec, "dimensions")) {
      items.add(Tree.list(dimension, "itemIdentifiers").stream().map(Object::toString).toList());
    }
    for (List<String> row : table.rows()) {
      Map<String, String> all = new HashMap<>();
      items.forEach(names -> all.putAll(labels(names, row)));
      rowByLabels.put(all, row);
    }
    items.forEach(names -> dimensions.add(entries(names)));
    dimensions.forEach(entries -> sizes.add(entries.size()));
  }

  private Map<String, String> labels(List<String> names, List<String> row) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name : names) {
      if (!name.equals(MEASURES)) {
        labels.put(name, row.get(table.column(name)));
      }
    }
    return labels;
  }

  private List<Entry> entries(List<String> names) {
    Set<Map<String, String>> tuples = new LinkedHashSet<>();
    table.rows().forEach(row -> tuples.add(labels(names, row)));
    boolean alone = names.equals(List.of(MEASURES));
    if (alone) {
      tuples.clear();
      tuples.add(Map.of());
    }
    List<Entry> entries = new ArrayList<>();
    for (Map<String, String> tuple : tuples) {
      if (names.contains(MEASURES)) {
        for (int i = 0; i < table.measures().size(); i++) {
          entries.add(new Entry(tuple, i));
        }
      } else {
        entries.add(new Entry(tuple, null));
      }
    }
    return entries;
  }

  int dimensions() {
    return dimensions.size();
  }

  /** A part of it. */
  Map<String, Object> page(List<Integer> offset, List<Integer> limit) {
    List<List<Entry>> part = new ArrayList<>();
    List<Integer> count = new ArrayList<>();
    for (int i = 0; i < dimensions.size(); i++) {
      List<Entry> all = dimensions.get(i);
      int from = Math.min(offset.get(i), all.size());
      part.add(all.subList(from, Math.min(from + limit.get(i), all.size())));
      count.add(part.get(i).size());
    }
    List<Object> headers = new ArrayList<>();
    for (int i = 0; i < dimensions.size(); i++) {
      headers.add(Map.of("headerGroups", groups(items.get(i), part.get(i))));
    }
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("data", data(part));
    page.put("dimensionHeaders", headers);
    page.put("grandTotals", List.of());
    page.put("metadata", Map.of("dataSourceMessages", List.of()));
    page.put("paging", Map.of("count", count, "offset", offset, "total", sizes));
    return page;
  }

  private static List<Object> groups(List<String> names, List<Entry> entries) {
    List<Object> groups = new ArrayList<>();
    for (String name : names) {
      List<Object> headers = new ArrayList<>();
      for (Entry entry : entries) {
        headers.add(name.equals(MEASURES) ? measure(entry) : attribute(entry.labels().get(name)));
      }
      groups.add(Map.of("headers", headers));
    }
    return groups;
  }

  private static Object measure(Entry entry) {
    return Map.of("measureHeader", Map.of("measureIndex", entry.measure()));
  }

  private static Object attribute(String value) {
    String shown = value == null ? "" : value;
    return Map.of("attributeHeader", Map.of("labelValue", shown, "primaryLabelValue", shown));
  }

  private List<Object> data(List<List<Entry>> part) {
    List<Object> data = new ArrayList<>();
    if (table.measures().isEmpty()) {
      return data;
    }
    for (Entry outer : part.get(0)) {
      if (part.size() == 1) {
        data.add(value(List.of(outer)));
      } else {
        List<Object> inner = new ArrayList<>();
        part.get(1).forEach(entry -> inner.add(value(List.of(outer, entry))));
        data.add(inner);
      }
    }
    return data;
  }

  private Double value(List<Entry> place) {
    Map<String, String> labels = new HashMap<>();
    Integer measure = null;
    for (Entry entry : place) {
      labels.putAll(entry.labels());
      measure = entry.measure() == null ? measure : entry.measure();
    }
    List<String> row = rowByLabels.get(labels);
    return row == null || measure == null ? null : table.value(table.measures().get(measure), row);
  }
}
