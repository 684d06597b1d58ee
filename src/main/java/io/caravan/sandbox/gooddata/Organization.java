package io.caravan.sandbox.gooddata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything an organisation has: data sources with their secrets, workspaces with their models.
 */
final class Organization {

  static final String ID = "demo-cicd";
  static final String NAME = "Demo CI/CD";

  /** A workspace. Its two models are as they were put. */
  static final class Workspace {
    private final String id;
    private Map<String, Object> attributes;
    private String parent;
    private Map<String, Object> ldm =
        new TreeMap<>(Map.of("datasets", List.of(), "dateInstances", List.of()));
    private Map<String, Object> analytics = emptyAnalytics();

    private Workspace(String id, Map<String, Object> attributes, String parent) {
      this.id = id;
      this.attributes = attributes;
      this.parent = parent;
    }

    String id() {
      return id;
    }

    Map<String, Object> attributes() {
      return attributes;
    }

    String parent() {
      return parent;
    }

    Map<String, Object> ldm() {
      return ldm;
    }

    Map<String, Object> analytics() {
      return analytics;
    }
  }

  private final Map<String, Map<String, Object>> dataSources = new TreeMap<>();
  private final Map<String, Workspace> workspaces = new TreeMap<>();
  private final Map<String, Integer> news = new LinkedHashMap<>();

  private static Map<String, Object> emptyAnalytics() {
    Map<String, Object> empty = new TreeMap<>();
    for (String kind :
        List.of(
            "analyticalDashboards",
            "attributeHierarchies",
            "dashboardPlugins",
            "exportDefinitions",
            "filterContexts",
            "metrics",
            "visualizationObjects")) {
      empty.put(kind, List.of());
    }
    return empty;
  }

  synchronized List<String> dataSourceIds() {
    return new ArrayList<>(dataSources.keySet());
  }

  /** Name, type, address, schema, user name and password. */
  synchronized Map<String, Object> dataSource(String id) {
    Map<String, Object> found = dataSources.get(id);
    if (found == null) {
      throw Refused.notFound();
    }
    return found;
  }

  synchronized boolean hasDataSource(String id) {
    return dataSources.containsKey(id);
  }

  /** Yields whether anything became different. */
  synchronized boolean putDataSource(String id, Map<String, Object> attributes) {
    return !attributes.equals(dataSources.put(id, attributes));
  }

  synchronized void removeDataSource(String id) {
    dataSource(id);
    dataSources.remove(id);
  }

  synchronized List<String> workspaceIds() {
    return new ArrayList<>(workspaces.keySet());
  }

  synchronized Workspace workspace(String id) {
    Workspace found = workspaces.get(id);
    if (found == null) {
      throw Refused.notFound();
    }
    return found;
  }

  synchronized boolean hasWorkspace(String id) {
    return workspaces.containsKey(id);
  }

  synchronized Workspace addWorkspace(String id, Map<String, Object> attributes, String parent) {
    Workspace made = new Workspace(id, attributes, parent);
    workspaces.put(id, made);
    return made;
  }

  synchronized void change(Workspace workspace, Map<String, Object> attributes) {
    workspace.attributes = attributes;
  }

  synchronized void removeWorkspace(String id) {
    workspace(id);
    workspaces.remove(id);
  }

  /** Replaces all of the logical model. */
  synchronized void putLdm(String id, Map<String, Object> ldm) {
    Map<String, Object> whole = new TreeMap<>(ldm);
    whole.putIfAbsent("datasets", List.of());
    whole.putIfAbsent("dateInstances", List.of());
    workspace(id).ldm = whole;
  }

  /** Replaces all of the analytics model. */
  synchronized void putAnalytics(String id, Map<String, Object> analytics) {
    Map<String, Object> whole = emptyAnalytics();
    whole.putAll(analytics);
    workspace(id).analytics = whole;
  }

  /** Somebody has said that the data source has new data. */
  synchronized void notified(String dataSource) {
    dataSource(dataSource);
    news.merge(dataSource, 1, Integer::sum);
  }

  /** Grows with each notification of any data source. */
  synchronized int news() {
    return news.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How often new data of the data source was told of. */
  synchronized int notifications(String dataSource) {
    return news.getOrDefault(dataSource, 0);
  }
}
