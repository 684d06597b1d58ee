package io.caravan.gooddata;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to change to make one model another, object by object.
 *
 * <p>GoodData gives back what it was given with empty lists, empty texts and flags that are off
 * beside it, and with lists of objects in an order of its own; none of that is a difference.
 */
final class Difference {

  private static final int LONGEST = 80;

  private final List<String> lines = new ArrayList<>();
  private int added;
  private int changed;
  private int removed;

  private Difference() {}

  /** What a put of {@code wanted} would do to {@code present}. */
  static Difference between(Model present, Model wanted) {
    Difference difference = new Difference();
    Map<String, Map<String, Object>> before = present.objects();
    Map<String, Map<String, Object>> after = wanted.objects();
    TreeSet<String> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    all.forEach(path -> difference.compare(path, before.get(path), after.get(path)));
    return difference;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  int added() {
    return added;
  }

  int changed() {
    return changed;
  }

  int removed() {
    return removed;
  }

  /** One line an object, {@code +}, {@code -} or {@code ~}, and below a {@code ~} what differs. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  private void compare(String path, Map<String, Object> before, Map<String, Object> after) {
    if (before == null) {
      added++;
      lines.add("+ " + path + title(after));
    } else if (after == null) {
      removed++;
      lines.add("- " + path + title(before));
    } else {
      List<String> details = new ArrayList<>();
      compare("", plain(before), plain(after), details);
      if (!details.isEmpty()) {
        changed++;
        lines.add("~ " + path + title(after));
        details.forEach(detail -> lines.add("    " + detail));
      }
    }
  }

  private static String title(Map<String, Object> object) {
    String title = Tree.text(object, "title");
    return title == null ? "" : "  " + title;
  }

  private static void compare(String at, Object before, Object after, List<String> details) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before instanceof Map<?, ?> a && after instanceof Map<?, ?> b) {
      TreeSet<String> keys = new TreeSet<>();
      a.keySet().forEach(key -> keys.add(key.toString()));
      b.keySet().forEach(key -> keys.add(key.toString()));
      keys.forEach(key -> compare(under(at, key), a.get(key), b.get(key), details));
    } else {
      details.add(at + ": " + shown(before) + " -> " + shown(after));
    }
  }

  private static String under(String at, String key) {
    return at.isEmpty() ? key : at + "." + key;
  }

  private static String shown(Object value) {
    String text = String.valueOf(value).replaceAll("\\s+", " ");
    return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
  }

  /** Without what says nothing; objects with ids become a map, so that their order says nothing. */
  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new TreeMap<>();
      map.forEach(
          (key, inner) -> {
            Object there = plain(inner);
            if (there != null) {
              plain.put(key.toString(), there);
            }
          });
      return plain.isEmpty() ? null : plain;
    }
    if (value instanceof List<?> list) {
      return plain(list);
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros();
    }
    return Boolean.FALSE.equals(value) || "".equals(value) ? null : value;
  }

  private static Object plain(List<?> list) {
    if (list.isEmpty()) {
      return null;
    }
    if (list.stream().allMatch(item -> Tree.at(item, "id") != null)) {
      Map<String, Object> byId = new TreeMap<>();
      list.forEach(item -> byId.put(Tree.text(item, "id"), plain(item)));
      if (byId.size() == list.size()) {
        return byId;
      }
    }
    List<Object> plain = new ArrayList<>();
    list.forEach(item -> plain.add(plain(item)));
    if (list.stream().allMatch(item -> Tree.at(item, "identifier", "id") != null)) {
      plain.sort(Comparator.comparing(item -> Tree.text(item, "identifier", "id")));
    }
    return plain;
  }
}
