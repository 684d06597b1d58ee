package io.caravan.sandbox.hubspot;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who is linked to whom, and in which ways; every link can be followed in both directions. */
final class Associations {

  private record End(ObjectType from, long id, ObjectType to) {}

  /**
   * One record that is linked.
   *
   * @param types every way in which it is, the plain one first
   */
  record Linked(long id, List<AssociationType> types) {}

  private final Map<End, TreeMap<Long, Set<String>>> links = new HashMap<>();
  private int pageSize = 500;

  /** How many links of one record an answer holds at most. */
  synchronized void pageSize(int links) {
    pageSize = links;
  }

  synchronized int pageSize() {
    return pageSize;
  }

  /**
   * Links two records. Whatever the label, they have the plain link too.
   *
   * @param label null for the plain link alone
   */
  synchronized void link(CrmObject from, CrmObject to, String label) {
    AssociationTypes.plain(from.type(), to.type());
    for (Set<String> labels : List.of(labels(from, to), labels(to, from))) {
      labels.add("");
      if (label != null) {
        labels.add(label);
      }
    }
  }

  synchronized void unlink(CrmObject from, CrmObject to) {
    links.getOrDefault(end(from, to), new TreeMap<>()).remove(to.id());
    links.getOrDefault(end(to, from), new TreeMap<>()).remove(from.id());
  }

  synchronized void forget(ObjectType type, long id) {
    links.keySet().removeIf(end -> end.from == type && end.id == id);
    links.forEach(
        (end, ids) -> {
          if (end.to == type) {
            ids.remove(id);
          }
        });
  }

  /** In the order of the ids. */
  synchronized List<Linked> of(CrmObject from, ObjectType to) {
    return links
        .getOrDefault(new End(from.type(), from.id(), to), new TreeMap<>())
        .entrySet()
        .stream()
        .map(link -> new Linked(link.getKey(), types(from.type(), to, link.getValue())))
        .toList();
  }

  private static List<AssociationType> types(ObjectType from, ObjectType to, Set<String> labels) {
    return AssociationTypes.between(from, to).stream()
        .filter(type -> labels.contains(type.label() == null ? "" : type.label()))
        .toList();
  }

  private Set<String> labels(CrmObject from, CrmObject to) {
    return links
        .computeIfAbsent(end(from, to), end -> new TreeMap<>())
        .computeIfAbsent(to.id(), id -> new LinkedHashSet<>());
  }

  private static End end(CrmObject from, CrmObject to) {
    return new End(from.type(), from.id(), to.type());
  }
}
