package io.caravan.sandbox.pipedrive;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All persons, or all activities, also the deleted ones; numbers them from 1. */
final class Items {

  private final Kind kind;
  private final Clock clock;
  private final Map<Long, Item> byId = new TreeMap<>();
  private long lastId;

  Items(Kind kind, Clock clock) {
    this.kind = kind;
    this.clock = clock;
  }

  synchronized Item create(ItemBody body) {
    Instant now = now();
    return put(changed(new Item(kind, ++lastId, Map.of(), Map.of(), now, now, null), body, now));
  }

  synchronized Item change(long id, ItemBody body) {
    return put(changed(living(id), body, now()));
  }

  synchronized Item delete(long id) {
    Item before = living(id);
    Instant now = now();
    return put(new Item(kind, id, before.values(), before.custom(), before.added(), now, now));
  }

  /** The item, also a deleted one as long as Pipedrive remembers it. */
  synchronized Item remembered(long id) {
    return Optional.ofNullable(byId.get(id))
        .filter(item -> item.rememberedAt(clock.instant()))
        .orElseThrow(this::notFound);
  }

  synchronized Item living(long id) {
    return Optional.ofNullable(byId.get(id)).filter(Item::lives).orElseThrow(this::notFound);
  }

  synchronized boolean lives(long id) {
    return byId.containsKey(id) && byId.get(id).lives();
  }

  /** Those that live, by id. */
  synchronized List<Item> all(Predicate<Item> wanted) {
    return byId.values().stream().filter(Item::lives).filter(wanted).toList();
  }

  private Item put(Item item) {
    byId.put(item.id(), item);
    return item;
  }

  private Item changed(Item before, ItemBody body, Instant now) {
    Map<String, Object> values = new LinkedHashMap<>(before.values());
    values.putAll(body.values());
    if (body.values().get("participants") instanceof List<?> people) {
      values.put("person_id", primary(people));
    }
    Map<String, Object> custom = new LinkedHashMap<>(before.custom());
    custom.putAll(body.custom());
    custom.values().removeIf(value -> value == null);
    return new Item(kind, before.id(), values, custom, before.added(), now, before.deleted());
  }

  /** The participant who is said to be the primary one, or the first. */
  private static Object primary(List<?> participants) {
    List<Map<?, ?>> all = participants.stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    return all.stream()
        .filter(one -> Boolean.TRUE.equals(one.get("primary")))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .<Object>map(one -> one.get("person_id"))
        .orElse(null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private Refused notFound() {
    String name = kind.type().substring(0, 1).toUpperCase(Locale.ROOT) + kind.type().substring(1);
    return Refused.with(404, name + " not found");
  }
}
