package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Request;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which deals a list call wants, and in which order.
 *
 * @param kind the order in words, so that no cursor is taken into another
 * @param byUpdate ordered by time of change, otherwise by id, which is also the order of creation
 * @param after the last deal of the page before, nothing on the first page
 * @param customCodes the custom fields to show, nothing for all
 */
record DealQuery(
    String kind,
    Predicate<Deal> wanted,
    boolean byUpdate,
    boolean descending,
    Optional<Cursor> after,
    int limit,
    Optional<Set<String>> customCodes) {

  private static final Set<String> PARAMETERS =
      Set.of(
          "ids",
          "owner_id",
          "person_id",
          "org_id",
          "pipeline_id",
          "stage_id",
          "status",
          "updated_since",
          "updated_until",
          "sort_by",
          "sort_direction",
          "custom_fields",
          "limit",
          "cursor");
  private static final Set<String> EQUALS =
      Set.of("owner_id", "person_id", "org_id", "pipeline_id", "stage_id");
  private static final Set<String> STATUSES = Set.of("open", "won", "lost", "deleted");

  static DealQuery of(Request request, Instant now) {
    Parameters given = new Parameters(request, PARAMETERS);
    String order = given.choice("sort_by", "id", Set.of("id", "update_time", "add_time"));
    String direction = given.choice("sort_direction", "asc", Set.of("asc", "desc"));
    String kind = order + " " + direction;
    return new DealQuery(
        kind,
        wanted(given, now),
        order.equals("update_time"),
        direction.equals("desc"),
        given.text("cursor").map(text -> Cursor.read(text, kind)),
        given.limit(500),
        given.list("custom_fields", 15));
  }

  /** The place after this deal, for the next call. */
  Cursor cursorAfter(Deal deal) {
    return new Cursor(kind, deal.updated().toEpochMilli(), deal.id());
  }

  private static Predicate<Deal> wanted(Parameters given, Instant now) {
    Predicate<Deal> wanted = deal -> !deal.archived() && deal.rememberedAt(now);
    Optional<Set<String>> statuses = given.choices("status", STATUSES);
    wanted =
        wanted.and(
            deal ->
                deal.lives()
                    ? statuses.isEmpty() || statuses.get().contains(deal.status())
                    : statuses.isPresent() && statuses.get().contains("deleted"));
    for (String name : EQUALS) {
      Optional<Long> number = given.number(name);
      if (number.isPresent()) {
        String text = number.get().toString();
        wanted = wanted.and(deal -> Objects.toString(deal.value(name)).equals(text));
      }
    }
    Optional<Set<String>> ids = given.list("ids", 100);
    if (ids.isPresent()) {
      wanted = wanted.and(deal -> ids.get().contains(String.valueOf(deal.id())));
    }
    Optional<Instant> since = given.time("updated_since");
    if (since.isPresent()) {
      wanted = wanted.and(deal -> !deal.updated().isBefore(since.get()));
    }
    Optional<Instant> until = given.time("updated_until");
    if (until.isPresent()) {
      wanted = wanted.and(deal -> deal.updated().isBefore(until.get()));
    }
    return wanted;
  }
}
