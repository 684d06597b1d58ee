package io.caravan.http.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small pages together, so that not each of a thousand short lists is a transaction. */
final class Batch {

  private final List<Object> records = new ArrayList<>();
  private final Map<String, List<Object>> tables = new LinkedHashMap<>();
  private int size;

  /**
   * @param page a list of records, or lists of records by table
   */
  void add(Object page) {
    if (page instanceof Map<?, ?> byTable) {
      byTable.forEach(
          (table, rows) -> {
            List<?> more = (List<?>) rows;
            tables.computeIfAbsent(table.toString(), name -> new ArrayList<>()).addAll(more);
            size += more.size();
          });
    } else {
      List<?> more = (List<?>) page;
      records.addAll(more);
      size += more.size();
    }
  }

  int size() {
    return size;
  }

  /** All of it in the form in which it came. */
  Object body() {
    return tables.isEmpty() ? records : tables;
  }
}
