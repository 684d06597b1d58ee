package io.caravan.sandbox.xero;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One organisation and its records.
 *
 * @param tenantId what calls name it by
 * @param connectionId what the list of connections names its connection by
 */
record Books(
    String tenantId, String connectionId, String name, Map<Kind, Map<String, Entry>> entries) {

  static Books named(String tenantId, String connectionId, String name) {
    return new Books(tenantId, connectionId, name, new EnumMap<>(Kind.class));
  }

  synchronized void add(Kind kind, Map<String, ?> fields, Instant now) {
    Entry entry = new Entry(kind, new LinkedHashMap<>(fields), now);
    of(kind).put(entry.id(), entry);
  }

  synchronized void change(Kind kind, String id, Map<String, ?> changes, Instant now) {
    Entry changed = of(kind).computeIfPresent(id, (same, entry) -> entry.changed(changes, now));
    if (changed == null) {
      throw new IllegalArgumentException("The sandbox has no " + kind + " " + id);
    }
  }

  synchronized List<Entry> all(Kind kind) {
    return List.copyOf(of(kind).values());
  }

  synchronized Optional<Entry> find(Kind kind, String id) {
    return Optional.ofNullable(of(kind).get(id));
  }

  private Map<String, Entry> of(Kind kind) {
    return entries.computeIfAbsent(kind, none -> new LinkedHashMap<>());
  }
}
