package io.caravan.gooddata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives the datasets of a model other data sources and schemas; every workspace may have its own.
 *
 * @param ids what stands in the place of the ids of data sources
 * @param schemas what stands in the place of the schemas that tables are in
 */
record Places(Map<String, String> ids, Map<String, String> schemas) {

  /** The key under which a dataset names its data source, for a table and for a query. */
  private static final String KEY = "dataSourceId";

  /** The other way round. */
  Places back() {
    return new Places(back(ids), back(schemas));
  }

  private static Map<String, String> back(Map<String, String> there) {
    Map<String, String> back = new LinkedHashMap<>();
    there.forEach((from, to) -> back.putIfAbsent(to, from));
    return back;
  }

  Model of(Model model) {
    Map<String, List<Object>> ldm = new TreeMap<>(model.ldm());
    ldm.computeIfPresent(
        "datasets",
        (kind, datasets) -> {
          List<Object> replaced = new ArrayList<>();
          datasets.forEach(dataset -> replaced.add(dataset(Tree.map(dataset))));
          return replaced;
        });
    return new Model(ldm, model.analytics());
  }

  private Map<String, Object> dataset(Map<String, Object> dataset) {
    Map<String, Object> copy = new LinkedHashMap<>(dataset);
    for (String place : List.of("dataSourceTableId", "sql")) {
      String id = Tree.text(dataset, place, KEY);
      if (id != null) {
        Map<String, Object> inner = new LinkedHashMap<>(Tree.map(dataset, place));
        inner.put(KEY, ids.getOrDefault(id, id));
        inner.computeIfPresent("path", (key, path) -> path((List<?>) path));
        copy.put(place, inner);
      }
    }
    return copy;
  }

  /** The name of the table is the last part, and stays. */
  private List<Object> path(List<?> path) {
    List<Object> copy = new ArrayList<>(path);
    for (int i = 0; i < copy.size() - 1; i++) {
      String schema = String.valueOf(copy.get(i));
      copy.set(i, schemas.getOrDefault(schema, schema));
    }
    return copy;
  }
}
