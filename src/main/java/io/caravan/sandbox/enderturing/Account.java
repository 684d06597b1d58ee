package io.caravan.sandbox.enderturing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The records of one company by list and id, and what belongs to single sessions. */
final class Account {

  static final String SESSIONS = "sessions";

  static final List<String> DICTIONARIES =
      List.of("agents", "agent-groups", "categories", "labels", "scorecards", "tags", "users");

  private final Map<String, Map<String, Map<String, Object>>> lists = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> details = new ConcurrentHashMap<>();

  Account() {
    DICTIONARIES.forEach(list -> lists.put(list, new LinkedHashMap<>()));
    lists.put(SESSIONS, new LinkedHashMap<>());
    Detail.ALL.forEach(kind -> details.put(kind, new LinkedHashMap<>()));
  }

  synchronized List<Map<String, Object>> all(String list) {
    return List.copyOf(of(list).values());
  }

  synchronized Map<String, Object> get(String list, String id) {
    Map<String, Object> found = of(list).get(id);
    if (found == null) {
      throw Refused.notFound(list + " " + id);
    }
    return found;
  }

  private Map<String, Map<String, Object>> of(String list) {
    Map<String, Map<String, Object>> found = lists.get(list);
    if (found == null) {
      throw new IllegalArgumentException("There is no list " + list);
    }
    return found;
  }

  /** Puts a record in its place by its id. */
  synchronized void put(String list, Map<String, Object> record) {
    of(list).put(String.valueOf(record.get("id")), new LinkedHashMap<>(record));
  }

  /** Changes fields of a record. */
  synchronized void change(String list, String id, Map<String, ?> fields) {
    Map<String, Object> changed = new LinkedHashMap<>(get(list, id));
    changed.putAll(fields);
    of(list).put(id, changed);
  }

  synchronized void delete(String list, String id) {
    get(list, id);
    of(list).remove(id);
  }

  /** What belongs to a session; of a kind it has nothing of, what the service shows then. */
  synchronized Object detail(String kind, String session) {
    return details.get(kind).getOrDefault(session, Detail.nothing(kind));
  }

  synchronized void setDetail(String kind, String session, Object value) {
    details.get(kind).put(session, value);
  }

  /** The sessions as a list shows them: what only the single session has is not there. */
  List<Map<String, Object>> found(String filters) {
    List<Map<String, Object>> found = new ArrayList<>(all(SESSIONS));
    found.removeIf(Filters.parse(filters).negate());
    return found;
  }
}
