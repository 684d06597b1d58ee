package io.caravan.sandbox.gooddata;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds in a logical model where a label, an attribute or a fact stands, and how to get there. */
final class Ldm {

  /**
   * A column.
   *
   * @param dataset null for a label of a date, which stands wherever that date is referred to
   * @param date the date instance of such a label
   * @param granularity of such a label
   */
  record Place(String dataset, String column, String date, String granularity) {}

  /** How granularities are called in the ids of labels: {@code dayOfWeek}. */
  private static final Map<String, String> BY_SUFFIX = new HashMap<>();

  static {
    for (String granularity : Dates.FORMATS.keySet()) {
      StringBuilder suffix = new StringBuilder();
      for (String word : granularity.toLowerCase(Locale.ROOT).split("_")) {
        suffix.append(
            suffix.length() == 0
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
      }
      BY_SUFFIX.put(suffix.toString(), granularity);
    }
  }

  private final Map<String, Object> datasets = new LinkedHashMap<>();
  private final Map<String, Place> labels = new HashMap<>();
  private final Map<String, Place> facts = new HashMap<>();
  private final Map<String, String> titles = new HashMap<>();
  private final Map<String, String> attributeOfLabel = new HashMap<>();
  private final Map<String, String> valueTypes = new HashMap<>();

  Ldm(Map<String, Object> ldm) {
    Tree.list(ldm, "datasets").forEach(this::dataset);
    Tree.list(ldm, "dateInstances").forEach(this::date);
  }

  private void dataset(Object dataset) {
    String id = Tree.text(dataset, "id");
    datasets.put(id, dataset);
    for (Object attribute : Tree.list(dataset, "attributes")) {
      String name = Tree.text(attribute, "id");
      label(id, name, attribute);
      Tree.list(attribute, "labels").forEach(label -> label(id, name, label));
    }
    for (Object fact : Tree.list(dataset, "facts")) {
      facts.put(Tree.text(fact, "id"), new Place(id, Tree.text(fact, "sourceColumn"), null, null));
      titles.put(Tree.text(fact, "id"), Tree.text(fact, "title"));
    }
  }

  private void label(String dataset, String attribute, Object label) {
    String id = Tree.text(label, "id");
    labels.put(id, new Place(dataset, Tree.text(label, "sourceColumn"), null, null));
    titles.put(id, Tree.text(label, "title"));
    attributeOfLabel.put(id, attribute);
    if (Tree.at(label, "valueType") != null) {
      valueTypes.put(id, Tree.text(label, "valueType"));
    }
  }

  private void date(Object date) {
    String id = Tree.text(date, "id");
    for (Map.Entry<String, String> suffix : BY_SUFFIX.entrySet()) {
      if (Tree.list(date, "granularities").contains(suffix.getValue())) {
        String label = id + "." + suffix.getKey();
        labels.put(label, new Place(null, null, id, suffix.getValue()));
        titles.put(label, Tree.text(date, "title") + " - " + suffix.getKey());
        attributeOfLabel.put(label, label);
      }
    }
  }

  Place label(String id) {
    return there(labels.get(id), "label", id);
  }

  Place fact(String id) {
    return there(facts.get(id), "fact", id);
  }

  private static Place there(Place place, String type, String id) {
    if (place == null) {
      throw Refused.bad("The " + type + " '" + id + "' does not exist.");
    }
    return place;
  }

  String title(String id) {
    return titles.getOrDefault(id, id);
  }

  String attributeOf(String label) {
    return attributeOfLabel.getOrDefault(label, label);
  }

  String valueType(String label) {
    return valueTypes.getOrDefault(label, "TEXT");
  }

  Set<String> datasets() {
    return datasets.keySet();
  }

  String dataSource(String dataset) {
    return Tree.text(datasets.get(dataset), "dataSourceTableId", "dataSourceId");
  }

  /** Schema and table, quoted. */
  String table(String dataset) {
    List<Object> path = Tree.list(datasets.get(dataset), "dataSourceTableId", "path");
    if (path.isEmpty()) {
      throw Refused.bad("The dataset '" + dataset + "' has no path.");
    }
    return String.join(".", path.stream().map(part -> Database.quoted(part.toString())).toList());
  }

  /** The joins that lead from a dataset to another, nearest first; empty when none does. */
  Optional<List<String>> path(String from, String to) {
    Map<String, List<String>> reached = new LinkedHashMap<>();
    reached.put(from, List.of());
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty() && !reached.containsKey(to)) {
      String at = open.pop();
      for (Object reference : Tree.list(datasets.get(at), "references")) {
        String next = Tree.text(reference, "identifier", "id");
        if (datasets.containsKey(next) && !reached.containsKey(next)) {
          List<String> joins = new ArrayList<>(reached.get(at));
          joins.add(join(at, next, reference));
          reached.put(next, joins);
          open.add(next);
        }
      }
    }
    return Optional.ofNullable(reached.get(to));
  }

  private String join(String at, String next, Object reference) {
    Object source = Tree.list(reference, "sources").get(0);
    String target = label(Tree.text(source, "target", "id")).column();
    return "left join %s as %s on %s = %s"
        .formatted(
            table(next),
            Database.quoted(next),
            column(at, Tree.text(source, "column")),
            column(next, target));
  }

  static String column(String dataset, String column) {
    return Database.quoted(dataset) + "." + Database.quoted(column);
  }

  /** The dataset, reached from another or that one itself, that refers to a date. */
  Place dateFrom(String dataset, String date) {
    for (String candidate : datasets.keySet()) {
      Optional<String> column = dateColumn(candidate, date);
      if (column.isPresent() && candidate.equals(dataset)) {
        return new Place(candidate, column.get(), date, null);
      }
    }
    for (String candidate : datasets.keySet()) {
      Optional<String> column = dateColumn(candidate, date);
      if (column.isPresent() && path(dataset, candidate).isPresent()) {
        return new Place(candidate, column.get(), date, null);
      }
    }
    throw Refused.bad("The date '" + date + "' cannot be reached from '" + dataset + "'.");
  }

  /** Any dataset that refers to a date. */
  String anyWith(String date) {
    return datasets.keySet().stream()
        .filter(dataset -> dateColumn(dataset, date).isPresent())
        .findFirst()
        .orElseThrow(() -> Refused.bad("Nothing refers to the date '" + date + "'."));
  }

  private Optional<String> dateColumn(String dataset, String date) {
    return Tree.list(datasets.get(dataset), "references").stream()
        .filter(reference -> date.equals(Tree.text(reference, "identifier", "id")))
        .map(reference -> Tree.text(Tree.list(reference, "sources").get(0), "column"))
        .findFirst();
  }
}
