package io.caravan.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Routes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Notes, which API v1 alone has: list, read, create, change, delete. */
final class NoteCalls {

  private record Note(
      long id, String content, Map<String, Object> about, Instant added, Instant updated) {}

  private static final Set<String> ABOUT =
      Set.of("lead_id", "deal_id", "person_id", "org_id", "project_id", "task_id");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final Map<Long, Note> byId = new TreeMap<>();
  private long lastId;

  NoteCalls(Clock clock) {
    this.clock = clock;
  }

  void addTo(Routes<Call> routes) {
    routes
        .add("GET", "/api/v1/notes", Call.priced(20), (request, id) -> list(request))
        .add("GET", "/api/v1/notes/{id}", Call.priced(2), (request, id) -> read(id))
        .add("POST", "/api/v1/notes", Call.priced(10), (request, id) -> create(request))
        .add("PUT", "/api/v1/notes/{id}", Call.priced(10), this::change)
        .add("DELETE", "/api/v1/notes/{id}", Call.priced(6), (request, id) -> delete(id));
  }

  /** All notes, by id. */
  synchronized List<Map<String, Object>> all() {
    return byId.values().stream().map(NoteCalls::json).toList();
  }

  private synchronized Reply list(Request request) {
    Parameters given =
        new Parameters(
            request,
            Set.of("deal_id", "person_id", "org_id", "start", "limit", "sort", "updated_since"));
    long start = given.number("start").orElse(0L);
    int limit = given.limit(500);
    Optional<Instant> since = given.time("updated_since");
    Stream<Note> wanted =
        byId.values().stream()
            .filter(note -> since.isEmpty() || !note.updated().isBefore(since.get()));
    for (String name : List.of("deal_id", "person_id", "org_id")) {
      Optional<Long> number = given.number(name);
      if (number.isPresent()) {
        String text = number.get().toString();
        wanted = wanted.filter(note -> String.valueOf(note.about().get(name)).equals(text));
      }
    }
    List<Note> all = wanted.toList();
    List<Note> page = all.stream().skip(start).limit(limit).toList();
    boolean more = start + page.size() < all.size();
    Map<String, Object> pagination = new LinkedHashMap<>();
    pagination.put("start", start);
    pagination.put("limit", limit);
    pagination.put("more_items_in_collection", more);
    if (more) {
      pagination.put("next_start", start + page.size());
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("success", true);
    envelope.put("data", page.stream().map(NoteCalls::json).toList());
    envelope.put("additional_data", Map.of("pagination", pagination));
    return Reply.json(200, envelope);
  }

  private synchronized Reply read(long id) {
    return Envelope.of(json(note(id)));
  }

  private synchronized Reply create(Request request) {
    JsonNode body = Body.object(request);
    Map<String, Object> about = about(body);
    if (!body.path("content").isTextual() || about.isEmpty()) {
      throw Refused.with(
          400,
          "content and at least one of deal_id, person_id, org_id, lead_id, project_id, task_id"
              + " are required");
    }
    Note note = new Note(++lastId, body.path("content").asText(), about, now(), now());
    byId.put(note.id(), note);
    return Envelope.of(json(note)).changing(Reply.Kind.CREATED, "note", note.id());
  }

  private synchronized Reply change(Request request, long id) {
    JsonNode body = Body.object(request);
    Note before = note(id);
    Map<String, Object> about = new LinkedHashMap<>(before.about());
    about.putAll(about(body));
    String content = body.path("content").asText(before.content());
    Note note = new Note(id, content, about, before.added(), now());
    byId.put(id, note);
    return Envelope.of(json(note)).changing(Reply.Kind.UPDATED, "note", id);
  }

  private synchronized Reply delete(long id) {
    byId.remove(note(id).id());
    return Envelope.of(true).changing(Reply.Kind.DELETED, "note", id);
  }

  private Note note(long id) {
    return Optional.ofNullable(byId.get(id)).orElseThrow(() -> Refused.with(404, "Note not found"));
  }

  private static Map<String, Object> about(JsonNode body) {
    List<String> given = new ArrayList<>(ABOUT);
    given.removeIf(name -> !body.hasNonNull(name));
    Map<String, Object> about = new LinkedHashMap<>();
    given.forEach(name -> about.put(name, Json.plain(body.get(name))));
    return about;
  }

  private static Map<String, Object> json(Note note) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", note.id());
    json.put("active_flag", true);
    json.put("content", note.content());
    ABOUT.forEach(name -> json.put(name, note.about().get(name)));
    json.put("user_id", CurrentUser.ID);
    json.put("last_update_user_id", null);
    for (String pinned : List.of("deal", "organization", "person", "project", "task")) {
      json.put("pinned_to_" + pinned + "_flag", false);
    }
    json.put("add_time", TIME.format(note.added()));
    json.put("update_time", TIME.format(note.updated()));
    return json;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
