package io.caravan.sandbox.wrike;

import java.util.List;
import java.util.Set;

/**
 * A kind of record.
 *
 * @param path of its list below /api/v4
 * @param prefix of its ids
 * @param onRequest fields that are shown only when {@code fields} names them
 * @param changed the field that tells when a record changed last; null where nothing tells it
 */
record Kind(String path, String prefix, Set<String> onRequest, String changed) {

  static final Kind TASKS =
      new Kind(
          "tasks",
          "IEAAACTSKQ",
          Set.of(
              "description",
              "briefDescription",
              "parentIds",
              "superParentIds",
              "responsibleIds",
              "authorIds",
              "subTaskIds",
              "superTaskIds",
              "customFields",
              "hasAttachments"),
          "updatedDate");
  static final Kind FOLDERS =
      new Kind(
          "folders",
          "IEAAACFLI4",
          Set.of("description", "briefDescription", "customFields", "customColumnIds"),
          "updatedDate");
  static final Kind CONTACTS =
      new Kind("contacts", "KUAAAC", Set.of("metadata", "workScheduleId"), null);
  static final Kind TIMELOGS =
      new Kind("timelogs", "IEAAACTLJQ", Set.of("billingType"), "updatedDate");
  static final Kind WORKFLOWS = new Kind("workflows", "IEAAACK4", Set.of(), null);
  static final Kind CUSTOM_FIELDS = new Kind("customfields", "IEAAACJUAA", Set.of(), null);
  static final Kind SPACES = new Kind("spaces", "IEAAACSP", Set.of("members"), null);
  static final Kind TIMELOG_CATEGORIES = new Kind("timelog_categories", "IEAAACTC", Set.of(), null);
  static final Kind AUDIT_LOG = new Kind("audit_log", "IEAAACAL", Set.of(), "eventDate");

  static final List<Kind> ALL =
      List.of(
          TASKS,
          FOLDERS,
          CONTACTS,
          TIMELOGS,
          WORKFLOWS,
          CUSTOM_FIELDS,
          SPACES,
          TIMELOG_CATEGORIES,
          AUDIT_LOG);

  static Kind of(String path) {
    return ALL.stream()
        .filter(kind -> kind.path.equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Wrike has no " + path));
  }

  /** What the envelope calls the records. */
  String envelope() {
    return switch (path) {
      case "folders" -> "folders";
      case "timelog_categories" -> "timelogCategories";
      case "audit_log" -> "auditLog";
      default -> path;
    };
  }
}
