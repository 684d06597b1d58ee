package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The search among persons: by name and by custom fields. */
final class PersonSearch {

  private static final Set<String> PARAMETERS =
      Set.of(
          "term", "fields", "exact_match", "organization_id", "include_fields", "limit", "cursor");
  private static final Set<String> FIELDS =
      Set.of("custom_fields", "email", "notes", "phone", "name");
  private static final String ORDER = "person search";

  private final Items persons;
  private final Fields fields;

  PersonSearch(Items persons, Fields fields) {
    this.persons = persons;
    this.fields = fields;
  }

  void addTo(Routes<Call> routes) {
    routes.add(
        "GET", "/api/v2/persons/search", Call.searching(20), (request, id) -> search(request));
  }

  private Reply search(Request request) {
    Parameters given = new Parameters(request, PARAMETERS);
    boolean exact = given.flag("exact_match");
    String term = given.text("term").orElse("").strip().toLowerCase(Locale.ROOT);
    int fewest = exact ? 1 : 2;
    if (term.length() < fewest) {
      throw Refused.parameter("term: Must be at least " + fewest + " characters long");
    }
    Set<String> where = given.choices("fields", FIELDS).orElse(FIELDS);
    int limit = given.limit(100);
    long after = given.text("cursor").map(text -> Cursor.read(text, ORDER).id()).orElse(0L);
    List<Item> rest =
        persons.all(
            person ->
                person.id() > after
                    && texts(person, where).stream()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .anyMatch(text -> exact ? text.equals(term) : text.contains(term)));
    List<Item> page = rest.subList(0, Math.min(limit, rest.size()));
    String next =
        rest.size() > limit ? new Cursor(ORDER, 0, page.get(limit - 1).id()).text() : null;
    return Envelope.page(
        Map.of("items", page.stream().map(person -> hit(person, exact)).toList()), next);
  }

  private List<String> texts(Item person, Set<String> where) {
    List<String> texts = new ArrayList<>();
    if (where.contains("name")) {
      texts.add(String.valueOf(person.value("name")));
    }
    if (where.contains("custom_fields")) {
      texts.addAll(customTexts(person));
    }
    return texts;
  }

  private List<String> customTexts(Item person) {
    return person.custom().entrySet().stream()
        .filter(entry -> fields.custom(entry.getKey()).filter(Field::searchable).isPresent())
        .map(entry -> String.valueOf(entry.getValue()))
        .toList();
  }

  private Map<String, Object> hit(Item person, boolean exact) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", person.id());
    item.put("type", "person");
    item.put("name", person.value("name"));
    item.put("phones", List.of());
    item.put("emails", List.of());
    item.put("visible_to", person.value("visible_to"));
    item.put("owner", Map.of("id", person.value("owner_id")));
    item.put("organization", null);
    item.put("custom_fields", customTexts(person));
    item.put("notes", List.of());
    return Map.of("result_score", exact ? 1.0 : 0.5, "item", item);
  }
}
