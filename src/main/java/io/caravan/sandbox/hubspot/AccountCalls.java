package io.caravan.sandbox.hubspot;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the account is made of: owners, teams, pipelines, properties. */
final class AccountCalls {

  private final People people;
  private final Pipelines pipelines;
  private final CustomProperties custom;

  AccountCalls(People people, Pipelines pipelines, CustomProperties custom) {
    this.people = people;
    this.pipelines = pipelines;
    this.custom = custom;
  }

  void addTo(Paths paths) {
    paths
        .add(
            "GET", "/crm/v3/owners", "crm.objects.owners.read", (request, parts) -> owners(request))
        .add(
            "GET",
            "/settings/v3/users/teams",
            "settings.users.teams.read",
            (request, parts) -> results(people.teams()))
        .add(
            "GET",
            "/crm/v3/pipelines/{type}",
            ObjectCalls::readScope,
            (request, parts) -> results(pipelines.of(ObjectType.of(parts.get("type")))))
        .add(
            "GET",
            "/crm/v3/properties/{type}",
            AccountCalls::schemaScope,
            (request, parts) -> properties(request, ObjectType.of(parts.get("type"))));
  }

  private static String schemaScope(Map<String, String> parts) {
    return ObjectCalls.readScope(parts).replace("crm.objects", "crm.schemas");
  }

  private Reply owners(Request request) {
    boolean archived = Boolean.parseBoolean(request.query().get("archived"));
    String email = request.query().get("email");
    List<People.Owner> found =
        people.owners().stream()
            .filter(owner -> owner.archived() == archived)
            .filter(owner -> email == null || owner.email().equalsIgnoreCase(email))
            .toList();
    return Page.of(found, People.Owner::id, request, 100, 500).reply(People.Owner::json);
  }

  private Reply properties(Request request, ObjectType type) {
    boolean archived = Boolean.parseBoolean(request.query().get("archived"));
    List<Map<String, Object>> all =
        archived
            ? List.of()
            : custom.of(type).entrySet().stream()
                .map(definition -> property(type, definition.getKey(), definition.getValue()))
                .toList();
    return results(all);
  }

  private static Map<String, Object> property(ObjectType type, String name, String kind) {
    boolean own = name.startsWith("custom_");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("label", name.replaceFirst("^hs_", "").replace('_', ' '));
    json.put("description", "");
    json.put("type", kind);
    json.put("fieldType", kind.equals("enumeration") ? "select" : "text");
    json.put("groupName", type.singular() + "information");
    json.put("options", List.of());
    json.put("displayOrder", -1);
    json.put("calculated", false);
    json.put("externalOptions", false);
    json.put("hasUniqueValue", name.equals("email"));
    json.put("hidden", false);
    json.put("hubspotDefined", !own);
    json.put("formField", own);
    json.put("archived", false);
    return json;
  }

  private static Reply results(List<Map<String, Object>> all) {
    return Reply.json(200, Map.of("results", all));
  }
}
