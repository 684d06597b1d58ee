package io.caravan.http.rest;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Leaves out parents whose lists cannot have changed: each parent has a mark, such as the time of
 * the last push to a repository, and one that has the mark it had when its list was read to its end
 * is not asked about again. The marks stand in the bookmark, by part; a parent without a mark is
 * asked about each time.
 */
final class ParentMarks {

  private final ParentRules rules;
  private final boolean leavesOut;
  private final Map<String, String> before;
  private final Map<String, String> now;
  private final Set<String> met = new LinkedHashSet<>();

  /**
   * @param leavesOut whether parents may be left out: not in a refresh, not for a part
   * @param before the marks of the bookmark
   */
  ParentMarks(ParentRules rules, boolean leavesOut, Map<String, String> before) {
    this.rules = rules;
    this.leavesOut = leavesOut;
    this.before = Map.copyOf(before);
    this.now = new TreeMap<>(before);
  }

  /** Whether a list need not be read. */
  boolean isKnown(Values parent) {
    Optional<String> part = rules.part(parent);
    Optional<String> mark = rules.mark(parent);
    boolean known =
        leavesOut
            && part.isPresent()
            && mark.isPresent()
            && Objects.equals(before.get(part.get()), mark.get());
    if (known) {
      met.add(part.get());
    }
    return known;
  }

  /** Hears that a list was read to its end. */
  void read(Leg list) {
    Optional<String> part = rules.part(list.values());
    if (part.isEmpty()) {
      return;
    }
    met.add(part.get());
    rules
        .mark(list.values())
        .ifPresentOrElse(mark -> now.put(part.get(), mark), () -> now.remove(part.get()));
  }

  /**
   * The marks for the bookmark.
   *
   * @param complete whether all lists were read, so that what is known of others is of no use
   */
  Map<String, String> marks(boolean complete) {
    if (complete) {
      now.keySet().retainAll(met);
    }
    return now;
  }
}
