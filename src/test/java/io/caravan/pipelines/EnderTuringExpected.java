package io.caravan.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.EnderTuringSandbox;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The rows that the 20 tables have to hold, worked out from the records of the sandbox by the rules
 * of the export tool before Caravan, and not by our mappings.
 */
final class EnderTuringExpected {

  static final List<String> TABLES =
      List.of(
          "agents",
          "scorecards",
          "groups",
          "agent_group_associations",
          "users",
          "categories",
          "labels",
          "category_labels",
          "scorecard_categories",
          "scorecard_points",
          "tags",
          "tag_labels",
          "sessions",
          "sessions_categories",
          "sessions_crm_statuses",
          "sessions_reviewers",
          "sessions_scores",
          "sessions_tags",
          "sessions_comments",
          "sessions_summaries");

  private static final List<String> SESSION =
      words(
          "id type caller_id source language_code asr_size filename destination_id start_dt direction"
              + " agent_id group_id duration silence silence_percent agent_channel comments_count"
              + " default_scorecard_id average_score is_processed overlaps_data duration_details"
              + " score_details queue_name campaign_name term_reason waiting_time fcr csi nps list_id"
              + " words_count_agent words_count_client words_count_both caller_prev_session_id"
              + " additional_info");

  private final EnderTuringSandbox service;
  private final ZoneId zone;
  private final Predicate<Map<String, Object>> sessions;
  private final Map<String, List<String>> rows = new LinkedHashMap<>();

  /**
   * @param sessions which of them are to be there
   */
  EnderTuringExpected(
      EnderTuringSandbox service, ZoneId zone, Predicate<Map<String, Object>> sessions) {
    this.service = service;
    this.zone = zone;
    this.sessions = sessions;
    TABLES.forEach(table -> rows.put(table, new ArrayList<>()));
    dictionaries();
    service.records("sessions").stream().filter(sessions).forEach(this::session);
  }

  /** Whether a session began before today, or at the moment that both days share. */
  static Predicate<Map<String, Object>> over(LocalDate today) {
    String midnight = today + "T00:00:00";
    return session -> session.get("start_dt").toString().compareTo(midnight) <= 0;
  }

  List<String> rows(String table) {
    return rows.get(table).stream().sorted().toList();
  }

  /** A row of a table in the same form. */
  static String row(JsonNode row) {
    Map<String, String> sorted = new TreeMap<>();
    row.properties().forEach(field -> sorted.put(field.getKey(), text(field.getValue())));
    return sorted.toString();
  }

  /** A value as rows are compared by it. */
  static String text(Object value) {
    if (value instanceof JsonNode node && node.isContainerNode()) {
      Map<String, String> sorted = new TreeMap<>();
      node.properties().forEach(field -> sorted.put(field.getKey(), text(field.getValue())));
      return sorted.toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((name, one) -> sorted.put(name.toString(), text(one)));
      return sorted.toString();
    }
    String text = value instanceof JsonNode node ? node.asText() : String.valueOf(value);
    if (text.matches("-?\\d+(\\.\\d+)?")) {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
    return text.matches("\\d{4}-\\d\\d-\\d\\dT.*[+Z].*")
        ? OffsetDateTime.parse(text).toInstant().toString()
        : text;
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" "));
  }

  private void add(String table, Map<String, Object> record, String columns, Object... more) {
    Map<String, Object> row = new TreeMap<>();
    for (String column : words(columns)) {
      if (!column.isEmpty()) {
        row.put(column, record.get(column));
      }
    }
    for (int i = 0; i < more.length; i += 2) {
      row.put((String) more[i], more[i + 1]);
    }
    Map<String, String> sorted = new TreeMap<>();
    row.forEach((name, value) -> sorted.put(name, text(value)));
    rows.get(table).add(sorted.toString());
  }

  /** Whole seconds, a half to the even one, at the place of the company. */
  private Object moment(Object text) {
    if (text == null) {
      return null;
    }
    LocalDateTime time = LocalDateTime.parse(text.toString());
    int nanos = time.getNano();
    boolean up = nanos > 500_000_000 || (nanos == 500_000_000 && time.getSecond() % 2 == 1);
    return time.withNano(0).plusSeconds(up ? 1 : 0).atZone(zone).toInstant().toString();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Object list) {
    return list == null
        ? List.of()
        : list instanceof List
            ? (List<Map<String, Object>>) list
            : List.of((Map<String, Object>) list);
  }

  private void dictionaries() {
    for (Map<String, Object> agent : service.records("agents")) {
      add(
          "agents",
          agent,
          "id name phone_number is_active",
          "deactivated_at",
          moment(agent.get("deactivated_at")));
      for (Map<String, Object> link : list(agent.get("groups"))) {
        boolean always = link.get("start_dt").toString().startsWith("0001");
        add(
            "agent_group_associations",
            link,
            "group_id",
            "agent_id",
            agent.get("id"),
            "start_dt",
            always ? "1900-01-01T00:00:00Z" : moment(link.get("start_dt")));
      }
    }
    for (Map<String, Object> card : service.records("scorecards")) {
      add(
          "scorecards",
          card,
          "id name type na_behavior count_critical_scores is_automated is_protected is_default is_archived");
      for (Map<String, Object> part : list(card.get("categories"))) {
        add("scorecard_categories", part, "id name scorecard_id sort_order");
        for (Map<String, Object> point : list(part.get("points"))) {
          add(
              "scorecard_points",
              point,
              "id scorecard_id category_id name description sort_order critical max_score allow_partial_score");
        }
      }
    }
    service
        .records("agent-groups")
        .forEach(group -> add("groups", group, "id name scorecard_id is_default"));
    service.records("labels").forEach(label -> add("labels", label, "id text"));
    users();
    for (Map<String, Object> category : service.records("categories")) {
      add(
          "categories",
          category,
          "id name filter_data position",
          "created_at",
          moment(category.get("created_at")),
          "updated_at",
          moment(category.get("updated_at")));
      list(category.get("labels"))
          .forEach(
              label ->
                  add(
                      "category_labels",
                      Map.of(),
                      "",
                      "category_id",
                      category.get("id"),
                      "label_id",
                      label.get("id")));
    }
    for (Map<String, Object> tag : service.records("tags")) {
      add(
          "tags",
          tag,
          "id name type team_id is_archived archived_by_id",
          "archived_at",
          moment(tag.get("archived_at")));
      list(tag.get("labels"))
          .forEach(
              label ->
                  add(
                      "tag_labels",
                      Map.of(),
                      "",
                      "tag_id",
                      tag.get("id"),
                      "label_id",
                      label.get("id")));
    }
  }

  private void users() {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("id", 0);
    machine.put("email", "ender.turing@enderturing.com");
    machine.put("is_active", false);
    machine.put("is_superuser", false);
    machine.put("full_name", "Ender Turing");
    machine.put("invite_expires", "1900-01-01T00:00:00");
    List<Map<String, Object>> all = new ArrayList<>(service.records("users"));
    all.add(machine);
    for (Map<String, Object> user : all) {
      add(
          "users",
          user,
          "id email is_active is_superuser full_name agent_id agent_group_id language uuid",
          "invite_expires",
          user == machine ? "1900-01-01T00:00:00Z" : moment(user.get("invite_expires")));
    }
  }

  private void session(Map<String, Object> session) {
    String id = session.get("id").toString();
    add(
        "sessions",
        session,
        String.join(" ", SESSION),
        "start_dt",
        moment(session.get("start_dt")));
    for (Map<String, Object> category : list(session.get("categories"))) {
      add(
          "sessions_categories",
          category,
          "is_verified",
          "session_id",
          id,
          "category_id",
          category.get("id"));
    }
    for (Object status : (List<?>) session.get("crm_statuses")) {
      add("sessions_crm_statuses", Map.of(), "", "session_id", id, "crm_status", status);
    }
    for (Map<String, Object> reviewer : list(session.get("reviewers"))) {
      add(
          "sessions_reviewers",
          Map.of(),
          "",
          "session_id",
          id,
          "reviewer_id",
          reviewer.get("id"),
          "last_reviewed_at",
          moment(reviewer.get("last_reviewed_at")));
    }
    for (Map<String, Object> tag : list(session.get("tags"))) {
      for (Map<String, Object> match : list(tag.get("match"))) {
        add(
            "sessions_tags",
            match,
            "score matched_corpus_text is_agent transcript_id matched_query_text meta",
            "session_id",
            id,
            "tag_id",
            tag.get("id"));
      }
    }
    for (Map<String, Object> score : list(service.detail("scores", id))) {
      for (Map<String, Object> point : list(score.get("point_scores"))) {
        add(
            "sessions_scores",
            point,
            "scorecard_point_id score comment",
            "session_id",
            id,
            "scorecard_id",
            score.get("scorecard_id"),
            "reviewer_id",
            score.get("reviewer_id"));
      }
    }
    for (Map<String, Object> comment : list(service.detail("comments", id))) {
      add("sessions_comments", comment, "session_id author_id text comments");
    }
    for (Map<String, Object> summary : list(service.detail("summary", id))) {
      if (summary.get("text") != null) {
        add("sessions_summaries", summary, "session_id text");
      }
    }
  }
}
