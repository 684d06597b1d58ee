package io.caravan.sandbox.github;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All gists. Times are whole seconds, as they are shown. */
final class Gists {

  private static final Comparator<Gist> NEWEST_FIRST =
      Comparator.comparing(Gist::updated).reversed().thenComparing(Gist::id);

  private final Clock clock;
  private final Map<String, Gist> byId = new LinkedHashMap<>();
  private int made;

  Gists(Clock clock) {
    this.clock = clock;
  }

  synchronized Gist add(User owner, String description, Map<String, String> files) {
    String id = ETags.hash("gist " + ++made).substring(0, 32);
    Instant now = now();
    Gist gist = new Gist(id, owner.id(), description, new LinkedHashMap<>(files), now, now, 1);
    byId.put(id, gist);
    return gist;
  }

  /**
   * Changes a gist.
   *
   * @param files contents that are new or other; null takes a file away
   */
  synchronized Gist edit(String id, String description, Map<String, String> files) {
    Gist old = get(id);
    Map<String, String> after = new LinkedHashMap<>(old.files());
    after.putAll(files);
    after.values().removeIf(content -> content == null);
    Gist gist =
        new Gist(id, old.owner(), description, after, old.created(), now(), old.version() + 1);
    byId.put(id, gist);
    return gist;
  }

  synchronized void remove(String id) {
    byId.remove(id);
  }

  synchronized void removeOf(User owner) {
    byId.values().removeIf(gist -> gist.owner() == owner.id());
  }

  /** The gist of a call, or 404. */
  synchronized Gist get(String id) {
    return Optional.ofNullable(byId.get(id)).orElseThrow(Refused::notFound);
  }

  synchronized List<Gist> of(User owner) {
    return byId.values().stream()
        .filter(gist -> gist.owner() == owner.id())
        .sorted(NEWEST_FIRST)
        .toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
