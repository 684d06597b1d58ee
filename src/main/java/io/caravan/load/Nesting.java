package io.caravan.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.load.value.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the objects and lists inside a record apart. */
final class Nesting {

  /** Deeper objects stay as they are: such records are trees, not rows. */
  private static final int DEEPEST = 8;

  static final String INDEX = "_index";
  private static final String PARENT = "_parent_";
  private static final String VALUE = "value";

  private Nesting() {}

  /** Where the key of the record stands in the rows of its lists. */
  static String parent(String key) {
    return PARENT + key;
  }

  /** The key of a table that holds lists: the key of the record, and the place in the list. */
  static List<String> childKey(List<String> key) {
    List<String> childKey = new ArrayList<>(key.stream().map(Nesting::parent).toList());
    childKey.add(INDEX);
    return childKey;
  }

  /**
   * The record with {@code object__field} in the place of each object.
   *
   * @param lists takes the lists out, by field; null leaves them where they are
   */
  static Map<String, Object> flat(Object record, Map<String, List<?>> lists) {
    Map<String, Object> flat = new LinkedHashMap<>();
    flatten("", record, 1, flat, lists);
    return flat;
  }

  private static void flatten(
      String prefix,
      Object record,
      int depth,
      Map<String, Object> flat,
      Map<String, List<?>> lists) {
    Records.fields(
        record,
        (name, value) -> {
          String field = prefix + name;
          if (isObject(value) && depth < DEEPEST) {
            flatten(field + "__", value, depth + 1, flat, lists);
          } else if (lists != null && Records.isNested(value) && !isObject(value)) {
            lists.put(field, elements(value));
          } else {
            flat.put(field, value);
          }
        });
  }

  private static boolean isObject(Object value) {
    return value instanceof Map || value instanceof ObjectNode;
  }

  private static List<?> elements(Object value) {
    if (value instanceof JsonNode node) {
      List<Object> elements = new ArrayList<>(node.size());
      node.forEach(elements::add);
      return elements;
    }
    return (List<?>) value;
  }

  /** An element of a list as a record of its own. */
  static Map<String, Object> child(Map<String, Object> parentKey, int index, Object element) {
    Map<String, Object> child = new LinkedHashMap<>(parentKey);
    child.put(INDEX, index);
    Object plain = Records.plain(element);
    if (isObject(plain)) {
      child.putAll(flat(plain, null));
    } else {
      child.put(VALUE, plain);
    }
    return child;
  }
}
