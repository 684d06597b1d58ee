package io.caravan.http.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Values within parsed JSON, found by paths such as {@code paging.next.after}. */
final class Field {

  private Field() {}

  /**
   * The value at a path; null when something on the way is absent or null. An empty path is the
   * whole. A number picks an item of a list; a name asks all its items and gives a list.
   */
  static Object find(Object whole, String path) {
    Object value = whole;
    for (String name : path.isEmpty() ? new String[0] : path.split("\\.")) {
      value = step(value, name);
    }
    return value;
  }

  private static Object step(Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return map.get(name);
    }
    if (value instanceof List<?> list) {
      if (name.matches("\\d{1,9}")) {
        int index = Integer.parseInt(name);
        return index < list.size() ? list.get(index) : null;
      }
      List<Object> all = new ArrayList<>();
      list.stream().map(item -> step(item, name)).filter(Objects::nonNull).forEach(all::add);
      return all;
    }
    return null;
  }

  /** Whether a path leads to something, be it null. */
  static boolean exists(Object whole, String path) {
    int dot = path.lastIndexOf('.');
    Object parent = dot < 0 ? whole : find(whole, path.substring(0, dot));
    return path.isEmpty()
        || (parent instanceof Map<?, ?> map && map.containsKey(path.substring(dot + 1)))
        || (parent instanceof List && find(whole, path) != null);
  }

  /**
   * A copy of the whole with another value at a path that is there; the value itself for no path.
   */
  static Object replaced(Object whole, String path, Object value) {
    if (path.isEmpty() || !(whole instanceof Map<?, ?> map)) {
      return path.isEmpty() ? value : whole;
    }
    String[] names = path.split("\\.", 2);
    Map<Object, Object> copy = new LinkedHashMap<>(map);
    copy.computeIfPresent(
        names[0], (name, old) -> replaced(old, names.length == 2 ? names[1] : "", value));
    return copy;
  }

  /** The value as text; null when there is none or it is empty. */
  static String text(Object whole, String path) {
    Object value = find(whole, path);
    return value == null || value.toString().isBlank() ? null : value.toString();
  }

  /** The value as a whole number; -1 when it is none. */
  static long number(Object whole, String path) {
    String text = path.isEmpty() ? null : text(whole, path);
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
