package io.caravan.sandbox.gooddata;

import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Layouts: the two models of a workspace, and the data sources. A put replaces everything. */
final class LayoutCalls {

  private final Organization organization;

  LayoutCalls(Organization organization) {
    this.organization = organization;
  }

  void addTo(Calls calls) {
    calls
        .add("GET", "/layout/dataSources", (request, ids) -> Reply.json(200, dataSources()))
        .add("GET", "/layout/workspaces/*/logicalModel", (request, ids) -> ldm(ids.get(0)))
        .add("PUT", "/layout/workspaces/*/logicalModel", this::putLdm)
        .add("GET", "/layout/workspaces/*/analyticsModel", (request, ids) -> analytics(ids.get(0)))
        .add("PUT", "/layout/workspaces/*/analyticsModel", this::putAnalytics);
  }

  private Map<String, Object> dataSources() {
    List<Object> all = new ArrayList<>();
    for (String id : organization.dataSourceIds()) {
      Map<String, Object> shown = new TreeMap<>(organization.dataSource(id));
      shown.remove("password");
      shown.put("id", id);
      shown.put("permissions", List.of());
      all.add(shown);
    }
    return Map.of("dataSources", all);
  }

  private Reply ldm(String workspace) {
    return Reply.json(200, Map.of("ldm", organization.workspace(workspace).ldm()));
  }

  private Reply analytics(String workspace) {
    return Reply.json(200, Map.of("analytics", organization.workspace(workspace).analytics()));
  }

  private Reply putLdm(Request request, List<String> ids) {
    Map<String, Object> ldm = Tree.map(GoodData.body(request), "ldm");
    for (Object dataset : Tree.list(ldm, "datasets")) {
      String source = Tree.text(dataset, "dataSourceTableId", "dataSourceId");
      if (source != null && !organization.hasDataSource(source)) {
        throw Refused.bad("The data source " + source + " does not exist.");
      }
    }
    organization.putLdm(ids.get(0), completed(ldm));
    return Reply.empty(204).changing(Reply.Kind.UPDATED, "ldm", null);
  }

  /** What is left out of a dataset comes back empty. */
  private static Map<String, Object> completed(Map<String, Object> ldm) {
    Map<String, Object> completed = new TreeMap<>(ldm);
    List<Object> datasets = new ArrayList<>();
    for (Object dataset : Tree.list(ldm, "datasets")) {
      Map<String, Object> whole = new TreeMap<>(Tree.map(dataset));
      List.of("aggregatedFacts", "attributes", "facts", "references", "tags")
          .forEach(key -> whole.putIfAbsent(key, List.of()));
      datasets.add(whole);
    }
    completed.put("datasets", datasets);
    return completed;
  }

  private Reply putAnalytics(Request request, List<String> ids) {
    organization.putAnalytics(ids.get(0), Tree.map(GoodData.body(request), "analytics"));
    return Reply.empty(204).changing(Reply.Kind.UPDATED, "analytics", null);
  }

  /** All of it in one piece, without secrets. */
  Map<String, Object> everything() {
    Map<String, Object> all = new LinkedHashMap<>(dataSources());
    for (String id : organization.workspaceIds()) {
      Organization.Workspace workspace = organization.workspace(id);
      all.put(
          "workspace " + id,
          Map.of(
              "attributes", workspace.attributes(),
              "ldm", workspace.ldm(),
              "analytics", workspace.analytics()));
    }
    return all;
  }
}
