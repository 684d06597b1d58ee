package io.caravan.sandbox.gooddata;

import java.util.List;
import java.util.Map;

/** Walks through JSON as maps and lists; what is not there is empty. */
final class Tree {

  private Tree() {}

  static Object at(Object tree, String... keys) {
    Object value = tree;
    for (String key : keys) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object tree, String... keys) {
    return at(tree, keys) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object tree, String... keys) {
    return at(tree, keys) instanceof List<?> list ? (List<Object>) list : List.of();
  }

  static String text(Object tree, String... keys) {
    Object value = at(tree, keys);
    return value == null ? null : value.toString();
  }
}
