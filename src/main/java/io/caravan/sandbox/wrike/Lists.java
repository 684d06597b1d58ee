package io.caravan.sandbox.wrike;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The calls that list records, and those that read some by their ids. */
final class Lists {

  /** Without pageSize a list ends here, and nothing says so. */
  private static final int UNPAGED = 1000;

  private static final int MOST_IDS = 100;

  private static final Map<Kind, Set<String>> PARAMETERS =
      Map.of(
          Kind.TASKS,
              Set.of(
                  "pageSize",
                  "nextPageToken",
                  "limit",
                  "sortField",
                  "sortOrder",
                  "descendants",
                  "subTasks",
                  "title",
                  "status",
                  "createdDate",
                  "updatedDate",
                  "completedDate",
                  "fields"),
          Kind.FOLDERS,
              Set.of(
                  "descendants",
                  "updatedDate",
                  "project",
                  "deleted",
                  "title",
                  "fields",
                  "pageSize",
                  "nextPageToken"),
          Kind.CONTACTS, Set.of("me", "deleted", "fields"),
          Kind.TIMELOGS, Set.of("createdDate", "updatedDate", "me", "fields"),
          Kind.WORKFLOWS, Set.of("spaceId"),
          Kind.CUSTOM_FIELDS, Set.of("applicableEntityTypes"),
          Kind.SPACES, Set.of("withArchived", "userIsMember", "fields"),
          Kind.TIMELOG_CATEGORIES, Set.of(),
          Kind.AUDIT_LOG, Set.of("eventDate", "operations", "pageSize", "nextPageToken"));

  private static final Set<String> TREE_FIELDS =
      Set.of("id", "title", "color", "childIds", "scope", "project", "space");

  private final Account account;

  Lists(Account account) {
    this.account = account;
  }

  Reply list(Kind kind, Request request) {
    Query given = new Query(request, PARAMETERS.get(kind));
    if (!given.has("nextPageToken")) {
      return page(kind, request, given, 0, given);
    }
    if (!Set.of("nextPageToken", "pageSize").containsAll(given.names())) {
      throw Refused.parameter("nextPageToken carries the other parameters");
    }
    PageToken token = PageToken.read(given.text("nextPageToken").orElseThrow(), request);
    Query first = new Query(token.first(), PARAMETERS.get(kind));
    return page(kind, token.first(), first, token.offset(), given);
  }

  private Reply page(Kind kind, Request first, Query query, int offset, Query sizes) {
    List<Map<String, Object>> all = found(kind, query);
    boolean paged = query.has("pageSize");
    int size = sizes.size("pageSize").or(() -> query.size("pageSize")).orElse(UNPAGED);
    int most = Math.min(size, query.size("limit").orElse(size));
    boolean cut = PARAMETERS.get(kind).contains("pageSize");
    int from = Math.min(offset, all.size());
    int to = cut ? Math.min(from + most, all.size()) : all.size();
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("kind", tree(kind, query) ? "folderTree" : kind.envelope());
    if (paged && to < all.size()) {
      envelope.put("nextPageToken", new PageToken(first.path(), to, first.rawQuery()).text());
    }
    if (paged) {
      envelope.put("responseSize", all.size());
    }
    Set<String> fields = query.fields(kind.onRequest());
    envelope.put(
        "data",
        all.subList(from, to).stream()
            .map(
                record ->
                    tree(kind, query) ? only(TREE_FIELDS, record) : shown(kind, record, fields))
            .toList());
    return Reply.json(200, envelope);
  }

  /** With no filter the folders come as a tree, which does not tell when they changed. */
  private static boolean tree(Kind kind, Query query) {
    return kind == Kind.FOLDERS
        && Stream.of("updatedDate", "deleted", "title").noneMatch(query::has);
  }

  private List<Map<String, Object>> found(Kind kind, Query query) {
    Predicate<Map<String, Object>> wanted = record -> true;
    for (String name : List.of("createdDate", "updatedDate", "completedDate", "eventDate")) {
      Predicate<Instant> times = query.times(name);
      wanted =
          wanted.and(
              record ->
                  record.get(name) == null
                      ? !query.has(name)
                      : times.test(Instant.parse((String) record.get(name))));
    }
    if (kind == Kind.TASKS) {
      boolean subTasks = query.flag("subTasks");
      query.flag("descendants");
      wanted =
          wanted
              .and(task -> task.get("scope").equals("WsTask"))
              .and(
                  task ->
                      subTasks
                          || ((List<?>) task.getOrDefault("superTaskIds", List.of())).isEmpty());
    }
    if (kind == Kind.FOLDERS) {
      boolean deleted = query.flag("deleted");
      wanted = wanted.and(folder -> folder.get("scope").equals("RbFolder") == deleted);
      wanted = wanted.and(folder -> !query.flag("project") || folder.containsKey("project"));
    }
    if (kind == Kind.CONTACTS) {
      wanted = wanted.and(contact -> !query.flag("me") || Boolean.TRUE.equals(contact.get("me")));
      wanted =
          wanted.and(
              contact ->
                  !query.has("deleted") || contact.get("deleted").equals(query.flag("deleted")));
    }
    Predicate<Map<String, Object>> filter =
        wanted
            .and(record -> contains(record.get("title"), query.text("title").orElse("")))
            .and(
                record ->
                    query
                        .text("status")
                        .map(status -> status.equals(record.get("status")))
                        .orElse(true));
    List<Map<String, Object>> found =
        new ArrayList<>(account.all(kind).stream().filter(filter).toList());
    found.sort(order(kind, query));
    return found;
  }

  private static boolean contains(Object text, String part) {
    return part.isEmpty()
        || String.valueOf(text).toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /** The newest tasks and events first, unless something else is asked for. */
  private static Comparator<Map<String, Object>> order(Kind kind, Query query) {
    String field =
        switch (query.text("sortField").orElse(kind == Kind.TASKS ? "CreatedDate" : "")) {
          case "CreatedDate" -> "createdDate";
          case "UpdatedDate" -> "updatedDate";
          case "CompletedDate" -> "completedDate";
          case "Title" -> "title";
          case "Status" -> "status";
          case "" -> kind == Kind.AUDIT_LOG ? "eventDate" : null;
          default -> throw Refused.parameter("Parameter sortField has an unknown value");
        };
    if (field == null) {
      return (one, other) -> 0;
    }
    Comparator<Map<String, Object>> order =
        Comparator.<Map<String, Object>, String>comparing(
                record -> String.valueOf(record.get(field)))
            .thenComparing(record -> (String) record.get("id"));
    return switch (query.text("sortOrder").orElse("Desc")) {
      case "Asc" -> order;
      case "Desc" -> order.reversed();
      default -> throw Refused.parameter("Parameter sortOrder is not Asc or Desc");
    };
  }

  /** Some records by their ids, separated by commas. */
  Reply read(Kind kind, String ids, Request request) {
    Set<String> fields = new Query(request, Set.of("fields")).fields(kind.onRequest());
    List<String> wanted = List.of(ids.split(","));
    if (wanted.size() > MOST_IDS) {
      throw Refused.parameter("At most " + MOST_IDS + " ids are allowed");
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("kind", kind.envelope());
    envelope.put(
        "data", wanted.stream().map(id -> shown(kind, account.get(kind, id), fields)).toList());
    return Reply.json(200, envelope);
  }

  private static Map<String, Object> shown(
      Kind kind, Map<String, Object> record, Set<String> fields) {
    Map<String, Object> shown = new LinkedHashMap<>(record);
    shown.keySet().removeIf(field -> kind.onRequest().contains(field) && !fields.contains(field));
    return shown;
  }

  private static Map<String, Object> only(Set<String> fields, Map<String, Object> record) {
    Map<String, Object> shown = new LinkedHashMap<>(record);
    shown.keySet().retainAll(fields);
    return shown;
  }
}
