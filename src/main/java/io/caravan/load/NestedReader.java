package io.caravan.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes rows of records whose lists go into tables of their own. */
final class NestedReader {

  /** Finds the table for the lists of a field. */
  interface Children {
    LoadedTable of(String field) throws SQLException;
  }

  private final LoadedTable table;
  private final Children children;
  private final Map<List<String>, Row> byKey = new HashMap<>();

  NestedReader(LoadedTable table, Children children) {
    this.table = table;
    this.children = children;
  }

  Row read(Object record) throws SQLException {
    Map<String, List<?>> lists = new LinkedHashMap<>();
    Row row = table.fields().read(record, Nesting.flat(record, lists), table.key()).withChildren();
    Map<String, Object> key = new LinkedHashMap<>();
    for (String field : table.key()) {
      key.put(Nesting.parent(field), row.value(table.fields().position(field)));
    }
    for (Map.Entry<String, List<?>> list : lists.entrySet()) {
      addChildren(row, children.of(list.getKey()), key, list.getValue());
    }
    for (LoadedTable child : table.children()) {
      row.children().computeIfAbsent(child, absent -> new ArrayList<>());
      key.forEach((field, value) -> child.fields().see(field, value));
    }
    forgetLists(byKey.put(key.values().stream().map(String::valueOf).toList(), row));
    return row;
  }

  /** A later record with the same key wins, with its lists and no others. */
  private static void forgetLists(Row earlier) {
    if (earlier != null) {
      earlier.children().clear();
    }
  }

  private static void addChildren(
      Row row, LoadedTable child, Map<String, Object> key, List<?> elements) {
    List<Row> rows = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Map<String, Object> element = Nesting.child(key, i, elements.get(i));
      rows.add(child.fields().read(element, element, child.key()));
    }
    row.children().put(child, rows);
  }
}
