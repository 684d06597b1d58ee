package io.caravan.sandbox.gooddata;

import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Entities in the form of JSON:API: organisation, data sources, workspaces and their objects. */
final class EntityCalls {

  private static final String TYPE = "application/vnd.gooddata.api+json";
  private static final String DATA_SOURCES = "/entities/dataSources";
  private static final String WORKSPACES = "/entities/workspaces";
  private static final int DEFAULT_SIZE = 20;
  private static final int MOST = 1000;

  private final Organization organization;
  private final String api;

  EntityCalls(Organization organization, String api) {
    this.organization = organization;
    this.api = api;
  }

  void addTo(Calls calls) {
    calls
        .add("GET", "/options", (request, ids) -> Reply.json(200, Map.of("links", Map.of())))
        .add("GET", "/entities/organization", (request, ids) -> redirect())
        .add(
            "GET",
            "/entities/admin/organizations/" + Organization.ID,
            (request, ids) -> one(request, 200, organizationEntity(), "/entities/organization"))
        .add(
            "GET",
            DATA_SOURCES,
            (request, ids) ->
                page(request, DATA_SOURCES, organization.dataSourceIds(), this::dataSource))
        .add("POST", DATA_SOURCES, (request, ids) -> addDataSource(request))
        .add(
            "GET",
            DATA_SOURCES + "/*",
            (request, ids) ->
                one(request, 200, dataSource(ids.get(0)), DATA_SOURCES + "/" + ids.get(0)))
        .add("PUT", DATA_SOURCES + "/*", this::putDataSource)
        .add("PATCH", DATA_SOURCES + "/*", this::patchDataSource)
        .add("DELETE", DATA_SOURCES + "/*", this::deleteDataSource)
        .add(
            "GET",
            WORKSPACES,
            (request, ids) ->
                page(request, WORKSPACES, organization.workspaceIds(), this::workspace))
        .add("POST", WORKSPACES, (request, ids) -> addWorkspace(request))
        .add(
            "GET",
            WORKSPACES + "/*",
            (request, ids) ->
                one(request, 200, workspace(ids.get(0)), WORKSPACES + "/" + ids.get(0)))
        .add("PUT", WORKSPACES + "/*", this::changeWorkspace)
        .add("PATCH", WORKSPACES + "/*", this::changeWorkspace)
        .add("DELETE", WORKSPACES + "/*", this::deleteWorkspace)
        .add(
            "GET",
            WORKSPACES + "/*/visualizationObjects",
            (request, ids) -> objects(request, ids.get(0), "visualizationObject"))
        .add("GET", WORKSPACES + "/*/visualizationObjects/*", this::insight)
        .add(
            "GET",
            WORKSPACES + "/*/metrics",
            (request, ids) -> objects(request, ids.get(0), "metric"));
  }

  private Reply redirect() {
    return Reply.empty(302)
        .with(Map.of("Location", api + "/entities/admin/organizations/" + Organization.ID));
  }

  private static Map<String, Object> organizationEntity() {
    return Map.of(
        "id",
        Organization.ID,
        "type",
        "organization",
        "attributes",
        Map.of("name", Organization.NAME, "hostname", "localhost"));
  }

  /** Without its secret. */
  private Map<String, Object> dataSource(String id) {
    Map<String, Object> shown = new LinkedHashMap<>(organization.dataSource(id));
    shown.remove("password");
    shown.put("authenticationType", "USERNAME_PASSWORD");
    return entity(id, "dataSource", shown);
  }

  private Map<String, Object> workspace(String id) {
    Organization.Workspace found = organization.workspace(id);
    Map<String, Object> entity = entity(id, "workspace", found.attributes());
    if (found.parent() != null) {
      entity.put(
          "relationships",
          Map.of("parent", Map.of("data", Map.of("id", found.parent(), "type", "workspace"))));
    }
    return entity;
  }

  private static Map<String, Object> entity(
      String id, String type, Map<String, Object> attributes) {
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("id", id);
    entity.put("type", type);
    entity.put("attributes", attributes);
    return entity;
  }

  private Reply addDataSource(Request request) {
    Map<String, Object> data = data(request, "dataSource");
    String id = Tree.text(data, "id");
    if (organization.hasDataSource(id)) {
      throw new Refused(409, "Conflict", "An object with this id exists already.");
    }
    organization.putDataSource(id, DataSourceAttributes.of(Tree.map(data, "attributes")));
    return one(request, 201, dataSource(id), DATA_SOURCES + "/" + id)
        .changing(Reply.Kind.CREATED, "dataSource", null);
  }

  private Reply putDataSource(Request request, List<String> ids) {
    String id = ids.get(0);
    organization.dataSource(id);
    return stored(
        request, id, DataSourceAttributes.of(Tree.map(data(request, "dataSource"), "attributes")));
  }

  private Reply patchDataSource(Request request, List<String> ids) {
    Map<String, Object> merged = new LinkedHashMap<>(organization.dataSource(ids.get(0)));
    merged.putAll(Tree.map(data(request, "dataSource"), "attributes"));
    return stored(request, ids.get(0), DataSourceAttributes.of(merged));
  }

  private Reply stored(Request request, String id, Map<String, Object> attributes) {
    boolean changed = organization.putDataSource(id, attributes);
    Reply reply = one(request, 200, dataSource(id), DATA_SOURCES + "/" + id);
    return changed ? reply.changing(Reply.Kind.UPDATED, "dataSource", null) : reply;
  }

  private Reply deleteDataSource(Request request, List<String> ids) {
    organization.removeDataSource(ids.get(0));
    return Reply.empty(204).changing(Reply.Kind.DELETED, "dataSource", null);
  }

  private Reply addWorkspace(Request request) {
    Map<String, Object> data = data(request, "workspace");
    String id = Tree.text(data, "id");
    if (organization.hasWorkspace(id)) {
      throw new Refused(409, "Conflict", "An object with this id exists already.");
    }
    organization.addWorkspace(id, Tree.map(data, "attributes"), parent(data));
    return one(request, 201, workspace(id), WORKSPACES + "/" + id)
        .changing(Reply.Kind.CREATED, "workspace", null);
  }

  private Reply changeWorkspace(Request request, List<String> ids) {
    Organization.Workspace workspace = organization.workspace(ids.get(0));
    Map<String, Object> data = data(request, "workspace");
    String parent = parent(data);
    if (parent != null && !parent.equals(workspace.parent())) {
      throw Refused.bad("The parent of a workspace cannot be changed.");
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (request.method().equals("PATCH")) {
      attributes.putAll(workspace.attributes());
    }
    attributes.putAll(Tree.map(data, "attributes"));
    boolean same = attributes.equals(workspace.attributes());
    organization.change(workspace, attributes);
    Reply reply = one(request, 200, workspace(ids.get(0)), WORKSPACES + "/" + ids.get(0));
    return same ? reply : reply.changing(Reply.Kind.UPDATED, "workspace", null);
  }

  private Reply deleteWorkspace(Request request, List<String> ids) {
    organization.removeWorkspace(ids.get(0));
    return Reply.empty(204).changing(Reply.Kind.DELETED, "workspace", null);
  }

  private static String parent(Map<String, Object> data) {
    return Tree.text(data, "relationships", "parent", "data", "id");
  }

  private static Map<String, Object> data(Request request, String type) {
    Map<String, Object> data = Tree.map(GoodData.body(request), "data");
    if (!type.equals(data.get("type")) || data.get("id") == null) {
      throw Refused.bad("The document has to have an id and the type " + type + ".");
    }
    return data;
  }

  private Reply objects(Request request, String workspace, String type) {
    List<Object> all = Tree.list(organization.workspace(workspace).analytics(), type + "s");
    Map<String, Object> byId = new LinkedHashMap<>();
    all.forEach(object -> byId.put(Tree.text(object, "id"), object));
    return page(
        request,
        WORKSPACES + "/" + workspace + "/" + type + "s",
        new ArrayList<>(byId.keySet()),
        id -> object(workspace, type, byId.get(id)));
  }

  private Reply insight(Request request, List<String> ids) {
    return Tree.list(organization.workspace(ids.get(0)).analytics(), "visualizationObjects")
        .stream()
        .filter(object -> ids.get(1).equals(Tree.text(object, "id")))
        .findFirst()
        .map(object -> object(ids.get(0), "visualizationObject", object))
        .map(entity -> one(request, 200, entity, request.path()))
        .orElseThrow(Refused::notFound);
  }

  private static Map<String, Object> object(String workspace, String type, Object object) {
    Map<String, Object> attributes = new LinkedHashMap<>(Tree.map(object));
    attributes.remove("id");
    attributes.put("createdAt", "2026-01-01 00:00");
    Map<String, Object> entity = entity(Tree.text(object, "id"), type, attributes);
    entity.put("meta", Map.of("origin", Map.of("originId", workspace, "originType", "NATIVE")));
    return entity;
  }

  private Reply one(Request request, int status, Map<String, Object> entity, String self) {
    return reply(request, status, Map.of("data", entity, "links", Map.of("self", api + self)));
  }

  /** The link to the next page stands on the last one, too. */
  private Reply page(
      Request request,
      String path,
      List<String> ids,
      Function<String, Map<String, Object>> entity) {
    int page = number(request, "page", 0);
    int size = number(request, "size", DEFAULT_SIZE);
    if (size > MOST) {
      throw Refused.bad("size must be at most " + MOST);
    }
    int from = Math.min(page * size, ids.size());
    List<Map<String, Object>> data = new ArrayList<>();
    for (String id : ids.subList(from, Math.min(from + size, ids.size()))) {
      Map<String, Object> record = entity.apply(id);
      record.put("links", Map.of("self", api + path + "/" + id));
      data.add(record);
    }
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("self", "%s%s?page=%d&size=%d".formatted(api, path, page, size));
    links.put("next", "%s%s?page=%d&size=%d".formatted(api, path, page + 1, size));
    return reply(request, 200, Map.of("data", data, "links", links));
  }

  /** In the type that was asked for. */
  private static Reply reply(Request request, int status, Object body) {
    boolean own = request.header("accept").filter(accept -> accept.contains(TYPE)).isPresent();
    return new Reply(status, own ? TYPE : "application/json", Map.of(), Json.write(body), null);
  }

  private static int number(Request request, String name, int other) {
    String given = request.query().get(name);
    if (given != null && !given.matches("\\d{1,6}")) {
      throw Refused.bad(name + " is not a number");
    }
    return given == null ? other : Integer.parseInt(given);
  }
}
