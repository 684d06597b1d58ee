package io.caravan.gists;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one visit to a person has found so far; kept until all pages are there. */
final class Visit {

  /** Gists of one second may be found by two visits. */
  private static final Duration SAME_MOMENT = Duration.ofSeconds(1);

  private final Tracked person;
  private final Map<String, FoundGist> found = new LinkedHashMap<>();
  private final Instant begun;
  private String etag;

  /**
   * @param begun by the clock of the database
   */
  Visit(Tracked person, Instant begun) {
    this.person = person;
    this.begun = begun;
  }

  Instant begun() {
    return begun;
  }

  Tracked person() {
    return person;
  }

  /** Adds a page; a gist that has moved to it from an earlier one is the same. */
  void add(List<?> page, String mark) {
    page.forEach(
        gist -> {
          FoundGist one = FoundGist.of((Map<?, ?>) gist);
          found.put(one.id(), one);
        });
    if (etag == null) {
      etag = mark;
    }
  }

  List<FoundGist> gists() {
    return new ArrayList<>(found.values());
  }

  /**
   * From when on the next visit asks: a second before the newest change that is known, by GitHub's
   * clock. So the question stays the same until something changes, and its answer's mark counts.
   */
  Instant nextSince() {
    return found.values().stream()
        .map(FoundGist::updated)
        .max(Instant::compareTo)
        .map(newest -> newest.minus(SAME_MOMENT))
        .orElse(person.since());
  }

  /** The mark of the answer to the question that the next visit asks; null when it is another. */
  String nextEtag() {
    boolean same =
        nextSince() == null ? person.since() == null : nextSince().equals(person.since());
    return same && etag != null && !etag.isEmpty() ? etag : null;
  }
}
