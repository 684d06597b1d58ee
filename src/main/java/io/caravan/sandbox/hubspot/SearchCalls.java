package io.caravan.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Searches. They know no archived records and no links, and end after 10,000 results. */
final class SearchCalls {

  private static final int MOST = 10_000;
  private static final int PAGE = 200;
  private static final int GROUPS = 5;
  private static final int FILTERS = 10;

  private final Crm crm;

  SearchCalls(Crm crm) {
    this.crm = crm;
  }

  void addTo(Paths paths) {
    paths.add("POST", "/crm/v3/objects/{type}/search", ObjectCalls::readScope, this::search);
  }

  private Reply search(Request request, Map<String, String> parts) {
    ObjectType type = ObjectType.of(parts.get("type"));
    JsonNode body =
        Json.read(request.body())
            .filter(JsonNode::isObject)
            .orElseThrow(() -> Refused.validation("Invalid input JSON"));
    List<List<SearchFilter>> groups = groups(body, type);
    int limit = body.path("limit").asInt(10);
    if (limit < 0 || limit > PAGE) {
      throw Refused.validation("Invalid input: limit must not be above " + PAGE);
    }
    // Unlike in lists, the cursor is a position.
    long after =
        Page.after(body.path("after").isMissingNode() ? null : body.path("after").asText());
    if (after + limit > MOST) {
      throw Refused.validation("The total number of results must not be above " + MOST);
    }
    List<CrmObject> found =
        crm.list(type, false).stream()
            .filter(object -> matches(groups, object))
            .sorted(order(body, type))
            .toList();
    return page(found, body, (int) after, limit);
  }

  private static Reply page(List<CrmObject> found, JsonNode body, int after, int limit) {
    List<String> asked = new ArrayList<>();
    body.path("properties").forEach(name -> asked.add(name.asText()));
    int start = Math.min(after, found.size());
    int end = Math.min(start + limit, found.size());
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("total", found.size());
    reply.put(
        "results",
        found.subList(start, end).stream()
            .map(o -> o.json(asked.isEmpty() ? o.type().usualProperties() : asked))
            .toList());
    if (end < found.size()) {
      reply.put("paging", Page.paging(String.valueOf(end)));
    }
    return Reply.json(200, reply);
  }

  private static List<List<SearchFilter>> groups(JsonNode body, ObjectType type) {
    List<List<SearchFilter>> groups = new ArrayList<>();
    for (JsonNode group : body.path("filterGroups")) {
      List<SearchFilter> filters = new ArrayList<>();
      group.path("filters").forEach(filter -> filters.add(SearchFilter.of(filter, type)));
      if (filters.size() > FILTERS) {
        throw Refused.validation("A filter group takes at most " + FILTERS + " filters");
      }
      groups.add(filters);
    }
    if (groups.size() > GROUPS) {
      throw Refused.validation("A search takes at most " + GROUPS + " filter groups");
    }
    return groups;
  }

  /** Groups are alternatives, the filters of one hold together. */
  private static boolean matches(List<List<SearchFilter>> groups, CrmObject object) {
    return groups.isEmpty()
        || groups.stream()
            .anyMatch(group -> group.stream().allMatch(filter -> filter.matches(object)));
  }

  /** A sort is a name, with a minus in front for the other direction, or an object that says so. */
  private static Comparator<CrmObject> order(JsonNode body, ObjectType type) {
    JsonNode sort = body.path("sorts").path(0);
    if (sort.isMissingNode()) {
      return Comparator.comparingLong(CrmObject::id);
    }
    String text = sort.isTextual() ? sort.asText() : sort.path("propertyName").asText();
    boolean down = text.startsWith("-") || sort.path("direction").asText().equals("DESCENDING");
    String name = text.replaceFirst("^-", "");
    if (!type.hasProperty(name)) {
      throw Refused.validation("There was a problem with the request: no property " + name);
    }
    Comparator<CrmObject> order =
        Comparator.comparing(
            object -> object.property(name).orElse(null),
            Comparator.nullsFirst((a, b) -> SearchFilter.compare(a, b)));
    return down ? order.reversed() : order;
  }
}
