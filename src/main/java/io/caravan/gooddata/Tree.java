package io.caravan.gooddata;

import java.util.List;
import java.util.Map;

/** Walks through JSON as maps and lists; what is not there is empty. */
final class Tree {

  private Tree() {}

  /** The value at a path of keys; null when there is none. */
  static Object at(Object tree, String... keys) {
    Object value = tree;
    for (String key : keys) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  /** The object at a path; empty when there is none. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object tree, String... keys) {
    return at(tree, keys) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** The list at a path; empty when there is none. */
  @SuppressWarnings("unchecked")
  static List<Object> list(Object tree, String... keys) {
    return at(tree, keys) instanceof List<?> list ? (List<Object>) list : List.of();
  }

  /** The text, number or boolean at a path as text; null when there is none. */
  static String text(Object tree, String... keys) {
    Object value = at(tree, keys);
    return value == null || value instanceof Map || value instanceof List ? null : value.toString();
  }

  static boolean has(Object tree, String key) {
    return tree instanceof Map<?, ?> map && map.get(key) != null;
  }
}
