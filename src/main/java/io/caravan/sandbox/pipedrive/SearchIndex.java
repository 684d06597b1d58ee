package io.caravan.sandbox.pipedrive;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which deals have a text in their title or in a searchable custom field; capitals make no
 * difference.
 */
final class SearchIndex {

  private final Fields fields;
  private final Map<String, NavigableSet<Long>> byTitle = new HashMap<>();
  private final Map<String, NavigableSet<Long>> byCustomValue = new HashMap<>();

  SearchIndex(Fields fields) {
    this.fields = fields;
  }

  void add(Deal deal) {
    add(byTitle, deal.value("title"), deal.id());
    deal.custom().forEach((code, value) -> addCustom(code, value, deal.id()));
  }

  void remove(Deal deal) {
    remove(byTitle, deal.value("title"), deal.id());
    deal.custom().values().forEach(value -> remove(byCustomValue, value, deal.id()));
  }

  SortedSet<Long> find(String term, boolean exact, boolean inTitles, boolean inCustomFields) {
    SortedSet<Long> found = new TreeSet<>();
    if (inTitles) {
      collect(byTitle, key(term), exact, found);
    }
    if (inCustomFields) {
      collect(byCustomValue, key(term), exact, found);
    }
    return found;
  }

  /** The text a value is found by. */
  static String key(Object value) {
    Object text = value instanceof Map<?, ?> parts ? parts.get("value") : value;
    return Objects.toString(text).toLowerCase(Locale.ROOT);
  }

  private void addCustom(String code, Object value, long id) {
    if (fields.custom(code).filter(Field::searchable).isPresent()) {
      add(byCustomValue, value, id);
    }
  }

  private static void collect(
      Map<String, NavigableSet<Long>> index, String key, boolean exact, SortedSet<Long> found) {
    if (exact) {
      found.addAll(index.getOrDefault(key, new TreeSet<>()));
      return;
    }
    index.forEach(
        (text, ids) -> {
          if (text.contains(key)) {
            found.addAll(ids);
          }
        });
  }

  private static void add(Map<String, NavigableSet<Long>> index, Object value, long id) {
    index.computeIfAbsent(key(value), text -> new TreeSet<>()).add(id);
  }

  private static void remove(Map<String, NavigableSet<Long>> index, Object value, long id) {
    index.computeIfPresent(
        key(value),
        (text, ids) -> {
          ids.remove(id);
          return ids.isEmpty() ? null : ids;
        });
  }
}
