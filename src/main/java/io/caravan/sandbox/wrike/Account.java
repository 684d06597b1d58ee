package io.caravan.sandbox.wrike;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The records of one account, by kind and id, each as the API shows it with every field. */
final class Account {

  static final String ID = "IEAAAC";

  private final Clock clock;
  private final Map<Kind, Map<String, Map<String, Object>>> records = new HashMap<>();
  private final Map<Kind, Integer> made = new HashMap<>();

  Account(Clock clock) {
    this.clock = clock;
    Kind.ALL.forEach(kind -> records.put(kind, new LinkedHashMap<>()));
    new Seed(this).sow();
  }

  synchronized List<Map<String, Object>> all(Kind kind) {
    return List.copyOf(records.get(kind).values());
  }

  synchronized Map<String, Object> get(Kind kind, String id) {
    Map<String, Object> found = records.get(kind).get(id);
    if (found == null) {
      throw Refused.unknownId(id);
    }
    return found;
  }

  /** Adds a record as it is; yields its id. */
  synchronized String put(Kind kind, Map<String, ?> fields) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", kind.prefix() + "%04d".formatted(made.merge(kind, 1, Integer::sum)));
    record.putAll(fields);
    String id = (String) record.get("id");
    records.get(kind).put(id, record);
    return id;
  }

  /** Adds a record that somebody makes now; what they do not give is filled in. */
  synchronized String add(Kind kind, Map<String, ?> fields) {
    return put(kind, NewRecord.of(kind, fields, now()));
  }

  /** Changes fields of a record now; null takes a field away. */
  synchronized void change(Kind kind, String id, Map<String, ?> fields) {
    Map<String, Object> changed = new LinkedHashMap<>(get(kind, id));
    changed.putAll(fields);
    changed.values().removeIf(value -> value == null);
    if (kind.changed() != null) {
      changed.put(kind.changed(), now());
    }
    records.get(kind).put(id, changed);
  }

  /** Sets the time of the last change, for records that were made long ago. */
  synchronized void restamp(Kind kind, String id, String time) {
    records.get(kind).get(id).put(kind.changed(), time);
  }

  /** Tasks and folders go into the recycle bin, contacts stay as deleted, others are gone. */
  synchronized void delete(Kind kind, String id) {
    if (kind == Kind.TASKS) {
      change(kind, id, Map.of("scope", "RbTask"));
    } else if (kind == Kind.FOLDERS) {
      change(kind, id, Map.of("scope", "RbFolder"));
    } else if (kind == Kind.CONTACTS) {
      change(kind, id, Map.of("deleted", true));
    } else {
      get(kind, id);
      records.get(kind).remove(id);
    }
  }

  /** Times are whole seconds. */
  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
