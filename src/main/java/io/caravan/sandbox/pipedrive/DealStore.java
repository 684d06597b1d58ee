package io.caravan.sandbox.pipedrive;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All deals, also the deleted ones; numbers them from 1 and finds them by id, by order and by what
 * stands in them.
 */
final class DealStore {

  /** One page and, where there is more, the place to go on from. */
  record Page(List<Deal> deals, String nextCursor) {}

  private final Clock clock;
  private final Map<Long, Deal> byId = new HashMap<>();
  private final NavigableSet<Deal> inIdOrder = new TreeSet<>(Comparator.comparingLong(Deal::id));
  private final NavigableSet<Deal> inUpdateOrder =
      new TreeSet<>(Comparator.comparing(Deal::updated).thenComparingLong(Deal::id));
  private final SearchIndex index;
  private long lastId;

  DealStore(Clock clock, Fields fields) {
    this.clock = clock;
    this.index = new SearchIndex(fields);
  }

  synchronized Deal create(DealBody body) {
    Instant now = now();
    Deal blank = Deal.at(++lastId, now);
    return put(changed(blank, body, now));
  }

  synchronized Deal change(long id, DealBody body) {
    Deal before = remembered(id);
    if (!before.lives() && body.deleted().orElse(true)) {
      throw notFound();
    }
    return put(changed(before, body, now()));
  }

  synchronized Deal delete(long id) {
    Deal before = remembered(id);
    if (!before.lives()) {
      throw notFound();
    }
    Instant now = now();
    return put(new Deal(id, before.values(), before.custom(), before.added(), now, now));
  }

  /** The deal, also a deleted one as long as Pipedrive remembers it. */
  synchronized Deal remembered(long id) {
    return Optional.ofNullable(byId.get(id))
        .filter(deal -> deal.rememberedAt(clock.instant()))
        .orElseThrow(DealStore::notFound);
  }

  synchronized Page list(DealQuery query) {
    NavigableSet<Deal> order = query.byUpdate() ? inUpdateOrder : inIdOrder;
    NavigableSet<Deal> directed = query.descending() ? order.descendingSet() : order;
    NavigableSet<Deal> rest =
        query.after().map(cursor -> directed.tailSet(cursor.place(), false)).orElse(directed);
    List<Deal> page = new ArrayList<>();
    for (Deal deal : rest) {
      if (query.wanted().test(deal)) {
        if (page.size() == query.limit()) {
          return new Page(page, query.cursorAfter(page.get(page.size() - 1)).text());
        }
        page.add(deal);
      }
    }
    return new Page(page, null);
  }

  /** The deals that live, in the order of their ids. */
  synchronized List<Deal> living() {
    return inIdOrder.stream().filter(Deal::lives).toList();
  }

  synchronized List<Deal> find(String term, boolean exact, boolean inTitles, boolean inCustom) {
    return index.find(term, exact, inTitles, inCustom).stream().map(byId::get).toList();
  }

  private Deal put(Deal deal) {
    Deal before = byId.put(deal.id(), deal);
    if (before != null) {
      inIdOrder.remove(before);
      inUpdateOrder.remove(before);
      index.remove(before);
    }
    inIdOrder.add(deal);
    inUpdateOrder.add(deal);
    if (deal.lives()) {
      index.add(deal);
    }
    return deal;
  }

  private static Deal changed(Deal before, DealBody body, Instant now) {
    Map<String, Object> values = new LinkedHashMap<>(before.values());
    if (body.values().get("status") instanceof String status && !status.equals(before.status())) {
      values.put("won_time", status.equals("won") ? Deal.time(now) : null);
      values.put("lost_time", status.equals("lost") ? Deal.time(now) : null);
      values.put("close_time", status.equals("open") ? null : Deal.time(now));
      values.put("lost_reason", null);
    }
    if (body.values().containsKey("stage_id")) {
      values.put("stage_change_time", Deal.time(now));
    }
    values.putAll(body.values());
    Map<String, Object> custom = new LinkedHashMap<>(before.custom());
    custom.putAll(body.custom());
    custom.values().removeIf(value -> value == null);
    Instant deleted = before.deleted();
    if (body.deleted().isPresent()) {
      deleted = body.deleted().get() ? now : null;
    }
    return new Deal(before.id(), values, custom, before.added(), now, deleted);
  }

  /** Whole seconds, as they are shown: what a filter compares is what a caller has seen. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Refused notFound() {
    return Refused.with(404, "Deal not found");
  }
}
