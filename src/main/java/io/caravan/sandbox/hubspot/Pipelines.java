package io.caravan.sandbox.hubspot;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pipelines of deals and tickets with their stages; never paged. */
final class Pipelines {

  private static final String TIME = "2025-01-02T03:04:05.006Z";

  private final Map<ObjectType, List<Map<String, Object>>> all = new EnumMap<>(ObjectType.class);

  Pipelines() {
    add(
        ObjectType.DEALS,
        "default",
        "Sales",
        List.of(
            stage(
                "appointmentscheduled",
                "Appointment",
                Map.of("probability", "0.2", "isClosed", "false")),
            stage(
                "contractsent", "Contract sent", Map.of("probability", "0.8", "isClosed", "false")),
            stage("closedwon", "Closed won", Map.of("probability", "1.0", "isClosed", "true")),
            stage("closedlost", "Closed lost", Map.of("probability", "0.0", "isClosed", "true"))));
    add(
        ObjectType.DEALS,
        "71501",
        "Renewals",
        List.of(
            stage("71502", "Due", Map.of("probability", "0.5", "isClosed", "false")),
            stage("71503", "Renewed", Map.of("probability", "1.0", "isClosed", "true"))));
    add(
        ObjectType.TICKETS,
        "0",
        "Support",
        List.of(
            stage("1", "New", Map.of("ticketState", "OPEN")),
            stage("2", "Waiting", Map.of("ticketState", "OPEN")),
            stage("4", "Closed", Map.of("ticketState", "CLOSED"))));
  }

  synchronized List<Map<String, Object>> of(ObjectType type) {
    return List.copyOf(all.getOrDefault(type, List.of()));
  }

  /** The pipeline has another name from now on. */
  synchronized void rename(ObjectType type, String id, String label) {
    all.getOrDefault(type, List.of()).stream()
        .filter(pipeline -> pipeline.get("id").equals(id))
        .forEach(pipeline -> pipeline.put("label", label));
  }

  private void add(ObjectType type, String id, String label, List<Map<String, Object>> stages) {
    List<Map<String, Object>> pipelines = all.computeIfAbsent(type, t -> new ArrayList<>());
    Map<String, Object> pipeline = named(id, label, pipelines.size());
    for (int i = 0; i < stages.size(); i++) {
      stages.get(i).put("displayOrder", i);
    }
    pipeline.put("stages", stages);
    pipelines.add(pipeline);
  }

  private static Map<String, Object> stage(String id, String label, Map<String, String> metadata) {
    Map<String, Object> stage = named(id, label, 0);
    stage.put("metadata", new java.util.TreeMap<>(metadata));
    stage.put("writePermissions", "CRM_PERMISSIONS_ENFORCEMENT");
    return stage;
  }

  private static Map<String, Object> named(String id, String label, int order) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("label", label);
    json.put("displayOrder", order);
    json.put("createdAt", TIME);
    json.put("updatedAt", TIME);
    json.put("archived", false);
    return json;
  }
}
