package io.caravan.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lists, single records, writes and reads in batches. */
final class ObjectCalls {

  private static final String LIST = "/crm/v3/objects/{type}";
  private static final String ONE = "/crm/v3/objects/{type}/{id}";
  private static final String ENGAGEMENTS = "engagements";

  private final Crm crm;
  private final Associations associations;

  ObjectCalls(Crm crm, Associations associations) {
    this.crm = crm;
    this.associations = associations;
  }

  void addTo(Paths paths) {
    paths
        .add("GET", LIST, ObjectCalls::readScope, this::list)
        .add("GET", ONE, ObjectCalls::readScope, this::one)
        .add("POST", LIST, ObjectCalls::writeScope, this::create)
        .add("PATCH", ONE, ObjectCalls::writeScope, this::change)
        .add("DELETE", ONE, ObjectCalls::writeScope, this::archive)
        .add("POST", LIST + "/batch/read", ObjectCalls::readScope, this::batch);
  }

  static String readScope(Map<String, String> parts) {
    String type = parts.get("type");
    return type.equals(ENGAGEMENTS)
        ? ObjectType.CONTACTS.scope()
        : ObjectType.find(type).map(ObjectType::scope).orElse("crm.objects.custom.read");
  }

  private static String writeScope(Map<String, String> parts) {
    return readScope(parts).replace(".read", ".write");
  }

  private Reply list(Request request, Map<String, String> parts) {
    boolean archived = Boolean.parseBoolean(request.query().get("archived"));
    List<CrmObject> all = objects(parts.get("type"), archived);
    List<String> asked = names(request, "properties");
    int most = names(request, "propertiesWithHistory").isEmpty() ? 100 : 50;
    List<ObjectType> linked =
        names(request, "associations").stream()
            .flatMap(name -> ObjectType.find(name).stream())
            .toList();
    return Page.of(all, CrmObject::id, request, 10, most)
        .reply(object -> json(object, asked, linked));
  }

  private List<CrmObject> objects(String type, boolean archived) {
    return type.equals(ENGAGEMENTS)
        ? crm.engagements(archived)
        : crm.list(ObjectType.of(type), archived);
  }

  private Reply one(Request request, Map<String, String> parts) {
    boolean archived = Boolean.parseBoolean(request.query().get("archived"));
    CrmObject object = existing(parts);
    if (object.archived() != archived) {
      throw Refused.notFound("resource not found");
    }
    return Reply.json(200, json(object, names(request, "properties"), List.of()));
  }

  private Reply create(Request request, Map<String, String> parts) {
    CrmObject created = crm.create(ObjectType.of(parts.get("type")), properties(request));
    return Reply.json(201, created.json(created.type().definitions().keySet()))
        .changing(Reply.Kind.CREATED, created.type().plural(), created.id());
  }

  private Reply change(Request request, Map<String, String> parts) {
    CrmObject object = living(parts);
    crm.change(object, properties(request));
    return Reply.json(200, object.json(object.type().definitions().keySet()))
        .changing(Reply.Kind.UPDATED, object.type().plural(), object.id());
  }

  /** Deleting archives; doing it twice is no error. */
  private Reply archive(Request request, Map<String, String> parts) {
    CrmObject object = existing(parts);
    if (object.archived()) {
      return Reply.empty(204);
    }
    crm.archive(object);
    return Reply.empty(204).changing(Reply.Kind.DELETED, object.type().plural(), object.id());
  }

  private Reply batch(Request request, Map<String, String> parts) {
    boolean archived = Boolean.parseBoolean(request.query().get("archived"));
    ObjectType type = ObjectType.of(parts.get("type"));
    JsonNode body = Batch.body(request, 100);
    List<String> asked = new ArrayList<>();
    body.path("properties").forEach(name -> asked.add(name.asText()));
    Batch batch = new Batch();
    for (JsonNode input : body.path("inputs")) {
      crm.find(type, Batch.id(input))
          .filter(object -> object.archived() == archived)
          .ifPresentOrElse(
              object -> batch.found(json(object, asked, List.of())),
              () ->
                  batch.missing(
                      "Could not get some "
                          + type.singular()
                          + " objects, they may be deleted or not exist.",
                      "OBJECT_NOT_FOUND",
                      null,
                      Map.of("ids", List.of(input.path("id").asText()))));
    }
    return batch.reply();
  }

  private CrmObject living(Map<String, String> parts) {
    CrmObject object = existing(parts);
    if (object.archived()) {
      throw Refused.notFound("resource not found");
    }
    return object;
  }

  private CrmObject existing(Map<String, String> parts) {
    ObjectType type = ObjectType.of(parts.get("type"));
    String id = parts.get("id");
    return (id.matches("\\d{1,18}")
            ? crm.find(type, Long.parseLong(id))
            : java.util.Optional.<CrmObject>empty())
        .orElseThrow(() -> Refused.notFound("resource not found"));
  }

  private Map<String, Object> json(
      CrmObject object, List<String> asked, List<ObjectType> linkedTypes) {
    Map<String, Object> json =
        object.json(asked.isEmpty() ? object.type().usualProperties() : asked);
    Map<String, Object> links = new LinkedHashMap<>();
    for (ObjectType to : linkedTypes) {
      List<Map<String, String>> all = inline(object, to);
      if (!all.isEmpty()) {
        links.put(to.plural(), cut(all));
      }
    }
    if (!links.isEmpty()) {
      json.put("associations", links);
    }
    return json;
  }

  /** One entry for each way of being linked: the same record may come twice. */
  private List<Map<String, String>> inline(CrmObject object, ObjectType to) {
    return associations.of(object, to).stream()
        .flatMap(
            linked ->
                linked.types().stream()
                    .map(
                        type ->
                            Map.of(
                                "id",
                                String.valueOf(linked.id()),
                                "type",
                                type.oldName(object.type(), to, linked.types().size() > 1))))
        .toList();
  }

  private Map<String, Object> cut(List<Map<String, String>> all) {
    Map<String, Object> part = new LinkedHashMap<>();
    int size = Math.min(associations.pageSize(), all.size());
    part.put("results", all.subList(0, size));
    if (size < all.size()) {
      part.put("paging", Page.paging(all.get(size).get("id")));
    }
    return part;
  }

  private static List<String> names(Request request, String parameter) {
    return Queries.all(request, parameter).stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static Map<String, String> properties(Request request) {
    JsonNode body =
        Json.read(request.body())
            .filter(JsonNode::isObject)
            .orElseThrow(() -> Refused.validation("Invalid input JSON: Cannot deserialize value"));
    Map<String, String> properties = new LinkedHashMap<>();
    body.path("properties")
        .properties()
        .forEach(field -> properties.put(field.getKey(), field.getValue().asText()));
    return properties;
  }
}
