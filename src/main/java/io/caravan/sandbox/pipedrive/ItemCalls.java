package io.caravan.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Routes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The calls of API v2 on persons, or on activities: list, read, create, change, delete. */
final class ItemCalls {

  private final Kind kind;
  private final Items items;
  private final Items persons;
  private final Fields fields;

  /**
   * @param persons those that may take part in an activity
   */
  ItemCalls(Kind kind, Items items, Items persons, Fields fields) {
    this.kind = kind;
    this.items = items;
    this.persons = persons;
    this.fields = fields;
  }

  void addTo(Routes<Call> routes) {
    String path = "/api/v2/" + kind.path();
    routes
        .add("GET", path, Call.priced(10), (request, id) -> list(request))
        .add("GET", path + "/{id}", Call.priced(1), this::read)
        .add("POST", path, Call.priced(5), (request, id) -> create(request))
        .add("PATCH", path + "/{id}", Call.priced(5), this::change)
        .add("DELETE", path + "/{id}", Call.priced(3), (request, id) -> delete(id));
  }

  Item create(JsonNode body) {
    return items.create(checked(ItemBody.of(kind, body, fields, true)));
  }

  Item change(long id, JsonNode body) {
    return items.change(id, checked(ItemBody.of(kind, body, fields, false)));
  }

  Map<String, Object> json(Item item) {
    return item.json(fields.customCodes());
  }

  private Reply list(Request request) {
    Set<String> allowed =
        new TreeSet<>(
            Set.of(
                "ids",
                "updated_since",
                "updated_until",
                "sort_by",
                "sort_direction",
                "include_fields",
                "limit",
                "cursor"));
    allowed.addAll(kind.filters());
    if (kind.hasCustomFields()) {
      allowed.add("custom_fields");
    }
    Parameters given = new Parameters(request, allowed);
    String order = given.choice("sort_by", "id", Set.of("id", "update_time", "add_time"));
    String direction = given.choice("sort_direction", "asc", Set.of("asc", "desc"));
    String name = kind.type() + " " + order + " " + direction;
    Comparator<Item> by =
        order.equals("update_time")
            ? Comparator.comparing(Item::updated).thenComparing(Item::id)
            : Comparator.comparing(Item::id);
    Comparator<Item> directed = direction.equals("desc") ? by.reversed() : by;
    Optional<Item> after =
        given.text("cursor").map(text -> Cursor.read(text, name)).map(this::place);
    int limit = given.limit(500);
    Set<String> codes = given.list("custom_fields", 15).orElseGet(fields::customCodes);
    List<Item> rest =
        items.all(wanted(given)).stream()
            .sorted(directed)
            .filter(item -> after.isEmpty() || directed.compare(item, after.get()) > 0)
            .toList();
    List<Item> page = rest.subList(0, Math.min(limit, rest.size()));
    String next = null;
    if (rest.size() > limit) {
      Item last = page.get(limit - 1);
      next = new Cursor(name, last.updated().toEpochMilli(), last.id()).text();
    }
    return Envelope.page(page.stream().map(item -> item.json(codes)).toList(), next);
  }

  private Item place(Cursor cursor) {
    Instant updated = Instant.ofEpochMilli(cursor.updatedMillis());
    return new Item(kind, cursor.id(), Map.of(), Map.of(), updated, updated, null);
  }

  private Predicate<Item> wanted(Parameters given) {
    Predicate<Item> wanted = item -> true;
    for (String name : kind.filters()) {
      Optional<Long> number = given.number(name);
      if (number.isPresent()) {
        String text = number.get().toString();
        wanted = wanted.and(item -> Objects.toString(item.value(name)).equals(text));
      }
    }
    Optional<Set<String>> ids = given.list("ids", 100);
    if (ids.isPresent()) {
      wanted = wanted.and(item -> ids.get().contains(String.valueOf(item.id())));
    }
    Optional<Instant> since = given.time("updated_since");
    if (since.isPresent()) {
      wanted = wanted.and(item -> !item.updated().isBefore(since.get()));
    }
    Optional<Instant> until = given.time("updated_until");
    if (until.isPresent()) {
      wanted = wanted.and(item -> item.updated().isBefore(until.get()));
    }
    return wanted;
  }

  private Reply read(Request request, Long id) {
    Parameters given = new Parameters(request, Set.of("custom_fields", "include_fields"));
    Set<String> codes = given.list("custom_fields", 15).orElseGet(fields::customCodes);
    return Envelope.of(items.remembered(id).json(codes));
  }

  private Reply create(Request request) {
    Item item = create(Body.object(request));
    return Envelope.of(json(item)).changing(Reply.Kind.CREATED, kind.type(), item.id());
  }

  private Reply change(Request request, Long id) {
    Item item = change(id, Body.object(request));
    return Envelope.of(json(item)).changing(Reply.Kind.UPDATED, kind.type(), id);
  }

  private Reply delete(Long id) {
    items.delete(id);
    return Envelope.of(Map.of("id", id)).changing(Reply.Kind.DELETED, kind.type(), id);
  }

  /** Who takes part in an activity has to be there. */
  private ItemBody checked(ItemBody body) {
    List<String> problems = new ArrayList<>();
    if (body.values().get("participants") instanceof List<?> people) {
      for (Object one : people) {
        long id = ((Number) ((Map<?, ?>) one).get("person_id")).longValue();
        if (!persons.lives(id)) {
          problems.add("participants: Person " + id + " not found");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw Refused.body(problems);
    }
    return body;
  }
}
