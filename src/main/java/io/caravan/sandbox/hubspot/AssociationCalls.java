package io.caravan.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links as version 4 shows them: one entry for each linked record, with every way it is linked. */
final class AssociationCalls {

  private static final String ENGAGEMENTS = "engagements";

  private final Crm crm;
  private final Associations associations;

  AssociationCalls(Crm crm, Associations associations) {
    this.crm = crm;
    this.associations = associations;
  }

  void addTo(Paths paths) {
    paths
        .add(
            "POST",
            "/crm/v4/associations/{type}/{to}/batch/read",
            ObjectCalls::readScope,
            this::batch)
        .add("GET", "/crm/v4/associations/{type}/{to}/labels", ObjectCalls::readScope, this::labels)
        .add(
            "GET",
            "/crm/v4/objects/{type}/{id}/associations/{to}",
            ObjectCalls::readScope,
            this::list);
  }

  private Reply batch(Request request, Map<String, String> parts) {
    ObjectType to = ObjectType.of(parts.get("to"));
    Batch batch = new Batch();
    // Far more inputs than in batches of objects; the documentation says 1000.
    for (JsonNode input : Batch.body(request, 1_000).path("inputs")) {
      Optional<CrmObject> from = find(parts.get("type"), Batch.id(input));
      List<Associations.Linked> all =
          from.map(object -> associations.of(object, to)).orElse(List.of());
      if (all.isEmpty()) {
        batch.missing(
            "No " + to.singular() + " is associated with " + input.path("id").asText() + ".",
            "OBJECT_NOT_FOUND",
            "crm.associations.NO_ASSOCIATIONS_FOUND",
            Map.of("fromObjectId", List.of(input.path("id").asText())));
      } else {
        long after = Page.after(input.path("after").textValue());
        batch.found(result(input.path("id").asText(), all, after));
      }
    }
    return batch.reply();
  }

  private Map<String, Object> result(String from, List<Associations.Linked> all, long after) {
    List<Associations.Linked> rest = all.stream().filter(link -> link.id() >= after).toList();
    int size = Math.min(associations.pageSize(), rest.size());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("from", Map.of("id", from));
    result.put("to", rest.subList(0, size).stream().map(AssociationCalls::json).toList());
    if (size < rest.size()) {
      result.put("paging", Page.paging(String.valueOf(rest.get(size).id())));
    }
    return result;
  }

  private Reply list(Request request, Map<String, String> parts) {
    ObjectType to = ObjectType.of(parts.get("to"));
    CrmObject from =
        find(parts.get("type"), Page.after(parts.get("id")))
            .orElseThrow(() -> Refused.notFound("resource not found"));
    return Page.of(associations.of(from, to), Associations.Linked::id, request, 500, 500)
        .reply(AssociationCalls::json);
  }

  private Reply labels(Request request, Map<String, String> parts) {
    ObjectType from = ObjectType.of(parts.get("type"));
    ObjectType to = ObjectType.of(parts.get("to"));
    return Reply.json(
        200,
        Map.of(
            "results",
            AssociationTypes.between(from, to).stream().map(AssociationType::json).toList()));
  }

  private Optional<CrmObject> find(String type, long id) {
    if (!type.equals(ENGAGEMENTS)) {
      return crm.find(ObjectType.of(type), id);
    }
    return ObjectType.engagements().stream()
        .flatMap(each -> crm.find(each, id).stream())
        .findFirst();
  }

  private static Map<String, Object> json(Associations.Linked linked) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("toObjectId", linked.id());
    json.put("associationTypes", linked.types().stream().map(AssociationType::json).toList());
    return json;
  }
}
