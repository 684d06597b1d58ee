package io.caravan.gooddata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the pages of a result together into rows with named columns. */
final class ResultTable {

  private static final String MEASURES = "measureGroupHeaders";

  private final List<Object> dimensions;
  private final Map<Integer, Map<String, Object>> rows = new TreeMap<>();

  /**
   * @param response what stands in {@code executionResponse}
   */
  ResultTable(Object response) {
    dimensions = Tree.list(response, "dimensions");
  }

  int dimensions() {
    return dimensions.size();
  }

  /**
   * Adds a page.
   *
   * @param offset where it begins, one number for each dimension
   */
  void add(Object page, List<Integer> offset) {
    int byMeasure = dimensionOfMeasures();
    int byAttribute = byMeasure == 0 && dimensions.size() > 1 ? 1 : 0;
    boolean attributes = byAttribute != byMeasure;
    int count = attributes ? length(page, byAttribute) : 1;
    for (int i = 0; i < count; i++) {
      int number = attributes ? offset.get(byAttribute) + i : 0;
      Map<String, Object> row = rows.computeIfAbsent(number, key -> new LinkedHashMap<>());
      if (attributes) {
        labels(page, byAttribute, i, row);
      }
      if (byMeasure >= 0) {
        values(page, byMeasure, offset.get(byMeasure), i, row);
      }
    }
  }

  private int dimensionOfMeasures() {
    for (int i = 0; i < dimensions.size(); i++) {
      for (Object header : Tree.list(dimensions.get(i), "headers")) {
        if (Tree.has(header, MEASURES)) {
          return i;
        }
      }
    }
    return -1;
  }

  private void labels(Object page, int dimension, int row, Map<String, Object> into) {
    List<Object> headers = Tree.list(dimensions.get(dimension), "headers");
    List<Object> groups =
        Tree.list(Tree.list(page, "dimensionHeaders").get(dimension), "headerGroups");
    for (int i = 0; i < headers.size(); i++) {
      Object value = Tree.list(groups.get(i), "headers").get(row);
      into.put(
          Tree.text(headers.get(i), "attributeHeader", "label", "id"),
          Tree.at(value, "attributeHeader", "labelValue"));
    }
  }

  private void values(Object page, int dimension, int first, int row, Map<String, Object> into) {
    List<Object> measures =
        Tree.list(Tree.list(dimensions.get(dimension), "headers").get(0), MEASURES);
    List<Object> data = Tree.list(page, "data");
    for (int i = 0; i < length(page, dimension); i++) {
      Object measure = measures.get(first + i);
      String name = Tree.text(measure, "localIdentifier");
      into.put(name, value(data, dimension, i, row));
    }
  }

  private Object value(List<Object> data, int dimensionOfMeasures, int measure, int row) {
    if (dimensions.size() == 1) {
      return data.get(measure);
    }
    Object outer = data.get(dimensionOfMeasures == 0 ? measure : row);
    return ((List<?>) outer).get(dimensionOfMeasures == 0 ? row : measure);
  }

  private static int length(Object page, int dimension) {
    return ((Number) Tree.list(page, "paging", "count").get(dimension)).intValue();
  }

  List<Map<String, Object>> rows() {
    return new ArrayList<>(rows.values());
  }
}
