package io.caravan.sandbox.wrike;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Wrike itself fills in when a person adds a record and gives it little more than a title. */
final class NewRecord {

  private static final String PERSON = Kind.CONTACTS.prefix() + "0001";
  private static final String ROOT = Kind.FOLDERS.prefix() + "0001";

  private NewRecord() {}

  /**
   * The record with every field that its lists show or filter by; what is given wins.
   *
   * @param now the time of its making
   */
  static Map<String, Object> of(Kind kind, Map<String, ?> given, String now) {
    Map<String, Object> record = new LinkedHashMap<>();
    switch (kind.path()) {
      case "tasks" -> task(record, given, now);
      case "folders" -> folder(record);
      case "contacts" -> contact(record);
      case "timelogs" -> timelog(record, now);
      case "customfields" -> customField(record);
      case "workflows" -> workflow(record);
      case "spaces" -> space(record);
      case "timelog_categories" -> category(record);
      case "audit_log" -> event(record);
      default -> throw new IllegalArgumentException("Nobody adds to " + kind.path());
    }
    if (kind == Kind.TASKS || kind == Kind.FOLDERS || kind == Kind.TIMELOGS) {
      record.put("createdDate", now);
    }
    if (kind.changed() != null) {
      record.put(kind.changed(), now);
    }
    record.putAll(given);
    return record;
  }

  private static void task(Map<String, Object> task, Map<String, ?> given, String now) {
    Object status = given.get("status") == null ? "Active" : given.get("status");
    task.put("accountId", Account.ID);
    task.put("title", "New task");
    task.put("status", status);
    task.put("importance", "Normal");
    if (status.equals("Completed")) {
      task.put("completedDate", now);
    }
    task.put("dates", Map.of("type", "Backlog"));
    task.put("scope", "WsTask");
    task.put("customStatusId", Seed.statusId(status.toString()));
    task.put("permalink", "https://www.wrike.example/open.htm?id=20000");
    task.put("priority", "%026x".formatted(0x20_0000));
    task.put("parentIds", List.of(ROOT));
    task.put("responsibleIds", List.of());
    task.put("authorIds", List.of(PERSON));
    task.put("superTaskIds", List.of());
    task.put("customFields", List.of());
  }

  private static void folder(Map<String, Object> folder) {
    folder.put("accountId", Account.ID);
    folder.put("title", "New folder");
    folder.put("description", "");
    folder.put("sharedIds", List.of(PERSON));
    folder.put("parentIds", List.of(ROOT));
    folder.put("childIds", List.of());
    folder.put("superParentIds", List.of());
    folder.put("scope", "WsFolder");
    folder.put("hasAttachments", false);
    folder.put("permalink", "https://www.wrike.example/open.htm?id=2000");
    folder.put("workflowId", Kind.WORKFLOWS.prefix() + "0001");
  }

  private static void contact(Map<String, Object> contact) {
    contact.put("firstName", "New");
    contact.put("lastName", "");
    contact.put("type", "Person");
    contact.put("profiles", List.of(Map.of("accountId", Account.ID, "role", "User")));
    contact.put("deleted", false);
    contact.put("me", false);
  }

  private static void timelog(Map<String, Object> log, String now) {
    log.put("taskId", Kind.TASKS.prefix() + "0001");
    log.put("userId", PERSON);
    log.put("hours", 1.0);
    log.put("trackedDate", now.substring(0, "2026-01-01".length()));
    log.put("comment", "");
  }

  private static void customField(Map<String, Object> field) {
    field.put("accountId", Account.ID);
    field.put("title", "New field");
    field.put("type", "Text");
    field.put("sharedIds", List.of());
    field.put("settings", Map.of("inheritanceType", "All"));
  }

  private static void workflow(Map<String, Object> workflow) {
    workflow.put("name", "New workflow");
    workflow.put("standard", false);
    workflow.put("hidden", false);
    workflow.put("customStatuses", List.of());
  }

  private static void space(Map<String, Object> space) {
    space.put("title", "New space");
    space.put("accessType", "Public");
    space.put("archived", false);
  }

  private static void category(Map<String, Object> category) {
    category.put("name", "New category");
    category.put("order", 2);
    category.put("hidden", false);
  }

  private static void event(Map<String, Object> event) {
    event.put("operation", "TaskCreated");
    event.put("userId", PERSON);
    event.put("objectType", "Task");
    event.put("details", Map.of("Origin", "Web"));
  }
}
