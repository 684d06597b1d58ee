package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The search over everything; in the sandbox everything is deals. */
final class SearchCalls {

  private static final Set<String> PARAMETERS =
      Set.of("term", "item_types", "fields", "exact_match", "limit", "cursor");
  private static final Set<String> TYPES =
      Set.of(
          "deal",
          "person",
          "organization",
          "product",
          "lead",
          "file",
          "mail_attachment",
          "project");
  private static final Set<String> FIELDS =
      Set.of(
          "address",
          "code",
          "custom_fields",
          "email",
          "name",
          "notes",
          "phone",
          "title",
          "description");
  private static final String ORDER = "search";

  private final DealStore deals;
  private final Fields fields;

  SearchCalls(DealStore deals, Fields fields) {
    this.deals = deals;
    this.fields = fields;
  }

  void addTo(Routes<Call> routes) {
    routes.add("GET", "/api/v2/itemSearch", Call.searching(20), (request, id) -> search(request));
  }

  private Reply search(Request request) {
    Parameters given = new Parameters(request, PARAMETERS);
    boolean exact = given.flag("exact_match");
    String term = given.text("term").orElse("").strip();
    int fewest = exact ? 1 : 2;
    if (term.length() < fewest) {
      throw Refused.parameter("term: Must be at least " + fewest + " characters long");
    }
    Set<String> types = given.choices("item_types", TYPES).orElse(TYPES);
    Set<String> where = given.choices("fields", FIELDS).orElse(FIELDS);
    int limit = given.limit(100);
    long after = given.text("cursor").map(text -> Cursor.read(text, ORDER).id()).orElse(0L);
    List<Deal> found =
        types.contains("deal")
            ? deals.find(term, exact, where.contains("title"), where.contains("custom_fields"))
            : List.of();
    List<Deal> rest = found.stream().filter(deal -> deal.id() > after).toList();
    List<Deal> page = rest.subList(0, Math.min(limit, rest.size()));
    String next =
        rest.size() > limit ? new Cursor(ORDER, 0, page.get(limit - 1).id()).text() : null;
    return Envelope.page(
        Map.of("items", page.stream().map(deal -> item(deal, exact)).toList()), next);
  }

  private Map<String, Object> item(Deal deal, boolean exact) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", deal.id());
    item.put("type", "deal");
    item.put("title", deal.value("title"));
    item.put("value", deal.value("value"));
    item.put("currency", deal.value("currency"));
    item.put("status", deal.status());
    item.put("visible_to", deal.value("visible_to"));
    item.put("owner", Map.of("id", deal.value("owner_id")));
    item.put("stage", Map.of("id", deal.value("stage_id"), "name", "Qualified"));
    item.put("person", null);
    item.put("organization", null);
    item.put("custom_fields", searchableTexts(deal));
    item.put("notes", List.of());
    item.put("is_archived", deal.archived());
    return Map.of("result_score", exact ? 1.0 : 0.5, "item", item);
  }

  /** The search shows the texts it looked through, without the codes of their fields. */
  private List<String> searchableTexts(Deal deal) {
    return deal.custom().entrySet().stream()
        .filter(entry -> fields.custom(entry.getKey()).filter(Field::searchable).isPresent())
        .map(
            entry ->
                entry.getValue() instanceof Map<?, ?> parts
                    ? String.valueOf(parts.get("value"))
                    : String.valueOf(entry.getValue()))
        .toList();
  }
}
