package io.caravan.pipelines;

import io.caravan.sandbox.EnderTuringSandbox;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happens at Ender Turing between two runs. */
final class EnderTuringChanges {

  private final EnderTuringSandbox service;

  EnderTuringChanges(EnderTuringSandbox service) {
    this.service = service;
  }

  LocalDate today() {
    return service.today();
  }

  /** The sessions of a day so many days ago. */
  List<Map<String, Object>> sessions(int daysAgo) {
    String day = today().minusDays(daysAgo).toString();
    return service.records("sessions").stream()
        .filter(session -> session.get("start_dt").toString().startsWith(day))
        .toList();
  }

  /**
   * One session gets other scores, and another one loses the scores and the person who gave them.
   */
  void scoreAnew(int daysAgo) {
    String id = firstWith(sessions(daysAgo), "reviewers").get("id").toString();
    Map<String, Object> point = Map.of("scorecard_point_id", 112, "score", 4, "comment", "again");
    service.setDetail(
        "scores",
        id,
        List.of(
            Map.of(
                "session_id",
                id,
                "scorecard_id",
                1,
                "reviewer_id",
                3,
                "point_scores",
                List.of(point))));
    Map<String, Object> person =
        Map.of("id", 3, "last_reviewed_at", today() + "T03:00:00", "name", "User");
    service.change("sessions", id, Map.of("average_score", 88, "reviewers", List.of(person)));
    Object no = lastWith(sessions(daysAgo), "reviewers").get("id");
    service.setDetail("scores", no.toString(), List.of());
    service.change("sessions", no, Map.of("reviewers", List.of()));
  }

  /** Categories, labels and tags of sessions change, are confirmed, and go. */
  void categorizeAnew(int daysAgo) {
    service.change(
        "sessions",
        firstWith(sessions(daysAgo), "categories").get("id"),
        Map.of("categories", List.of(category(1, true), category(3, null))));
    service.change(
        "sessions",
        lastWith(sessions(daysAgo), "categories").get("id"),
        Map.of("categories", List.of()));
    service.change(
        "sessions", lastWith(sessions(daysAgo), "tags").get("id"), Map.of("tags", List.of()));
    service.change("categories", 2, Map.of("name", "Renamed", "updated_at", today() + "T01:00:00"));
    service.change("categories", 1, Map.of("labels", List.of()));
  }

  private static Map<String, Object> category(int id, Boolean verified) {
    Map<String, Object> category = new HashMap<>();
    category.put("id", id);
    category.put("is_verified", verified);
    return category;
  }

  /** Two sessions go, and one of most other things. */
  void delete(int daysAgo) {
    List<Map<String, Object>> sessions = sessions(daysAgo);
    service.delete("sessions", firstWith(sessions, "tags").get("id"));
    service.delete("sessions", lastWith(sessions, "categories").get("id"));
    service.delete("agents", 6);
    service.delete("tags", 2);
    service.delete("users", 5);
  }

  private static Map<String, Object> firstWith(List<Map<String, Object>> sessions, String list) {
    return sessions.stream()
        .filter(session -> !((List<?>) session.get(list)).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> lastWith(List<Map<String, Object>> sessions, String list) {
    return sessions.stream()
        .filter(session -> !((List<?>) session.get(list)).isEmpty())
        .reduce((one, other) -> other)
        .orElseThrow();
  }
}
