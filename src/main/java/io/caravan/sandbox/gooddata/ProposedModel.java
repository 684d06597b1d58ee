package io.caravan.sandbox.gooddata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The logical model that follows from scanned tables: keys become grains and references, dates
 * become date instances, numbers facts, the rest attributes.
 */
final class ProposedModel {

  private static final Set<String> DATES = Set.of("DATE", "TIMESTAMP", "TIMESTAMP_TZ");

  private final String dataSource;
  private final List<Object> tables;
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, Object> dates = new TreeMap<>();

  ProposedModel(String dataSource, List<Object> tables) {
    this.dataSource = dataSource;
    this.tables = tables;
    for (Object table : tables) {
      for (Object column : Tree.list(table, "columns")) {
        if (Tree.at(column, "referencedTableId") == null) {
          uses.merge(Tree.text(column, "name"), 1, Integer::sum);
        }
      }
    }
  }

  Map<String, Object> ldm() {
    List<Object> datasets = new ArrayList<>();
    tables.forEach(table -> datasets.add(dataset(table)));
    return Map.of("datasets", datasets, "dateInstances", new ArrayList<>(dates.values()));
  }

  private Map<String, Object> dataset(Object table) {
    String id = Tree.text(table, "id");
    List<Object> grain = new ArrayList<>();
    List<Object> attributes = new ArrayList<>();
    List<Object> facts = new ArrayList<>();
    List<Object> references = new ArrayList<>();
    for (Object column : Tree.list(table, "columns")) {
      String name = Tree.text(column, "name");
      String type = Tree.text(column, "dataType");
      String own = uses.getOrDefault(name, 0) > 1 ? id + "." + name : name;
      if (Tree.at(column, "referencedTableId") != null) {
        String target = Tree.text(column, "referencedTableColumn");
        references.add(
            reference(Tree.text(column, "referencedTableId"), column, target, "attribute"));
      } else if (DATES.contains(type)) {
        references.add(reference(name, column, name, "date"));
        dates.put(name, date(name));
      } else if (Boolean.TRUE.equals(Tree.at(column, "isPrimaryKey"))) {
        attributes.add(object(own, column, true));
        grain.add(Map.of("id", own, "type", "attribute"));
      } else if (type.equals("NUMERIC")) {
        facts.add(object(own, column, false));
      } else {
        attributes.add(object(own, column, true));
      }
    }
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("attributes", attributes);
    dataset.put(
        "dataSourceTableId",
        Map.of(
            "dataSourceId",
            dataSource,
            "id",
            id,
            "path",
            Tree.list(table, "path"),
            "type",
            "dataSource"));
    dataset.put("facts", facts);
    dataset.put("grain", grain);
    dataset.put("id", id);
    dataset.put("references", references);
    dataset.put("title", title(id));
    return dataset;
  }

  private static Map<String, Object> object(String id, Object column, boolean labels) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", id);
    if (labels) {
      object.put("labels", List.of());
    }
    object.put("sourceColumn", Tree.text(column, "name"));
    object.put("sourceColumnDataType", Tree.text(column, "dataType"));
    object.put("title", title(Tree.text(column, "name")));
    return object;
  }

  private static Map<String, Object> reference(
      String dataset, Object column, String target, String type) {
    return Map.of(
        "identifier",
        Map.of("id", dataset, "type", "dataset"),
        "multivalue",
        false,
        "sources",
        List.of(
            Map.of(
                "column", Tree.text(column, "name"),
                "dataType", Tree.text(column, "dataType"),
                "target", Map.of("id", target, "type", type))));
  }

  private static Map<String, Object> date(String id) {
    return Map.of(
        "granularities",
        List.of("DAY", "WEEK", "MONTH", "QUARTER", "YEAR"),
        "granularitiesFormatting",
        Map.of("titleBase", "", "titlePattern", "%titleBase - %granularityTitle"),
        "id",
        id,
        "title",
        title(id));
  }

  private static String title(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('_', ' ');
  }
}
