package io.caravan.sandbox.enderturing;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The records a new company has: the same every time, but for the days of the sessions, which end
 * with today. Each day has sessions at the borders of minutes and days.
 */
final class Seed {

  private static final int DAYS = 45;
  private static final int PER_DAY = 10;

  /** Of the first sessions of each day; the others are spread over it. */
  private static final List<String> TIMES =
      List.of(
          "00:00:00",
          "08:15:20.654321",
          "11:59:59.999999",
          "12:00:00",
          "12:00:30",
          "16:45:01.5",
          "23:59:00",
          "23:59:30.25");

  private final Account account;
  private final SeedSession sessions;

  Seed(Account account) {
    this.account = account;
    this.sessions = new SeedSession(account);
  }

  void sow(LocalDate today) {
    labels();
    SeedScorecards.sow(account);
    groups();
    agents();
    users();
    categories();
    tags();
    grow(today, DAYS, PER_DAY);
  }

  /** Adds sessions to days that end with today, which gets a few. */
  void grow(LocalDate today, int days, int perDay) {
    for (int day = days; day >= 0; day--) {
      int howMany = day == 0 ? Math.min(perDay, 2) : perDay;
      for (int n = 0; n < howMany; n++) {
        sessions.add(today.minusDays(day) + "T" + time(n, perDay));
      }
    }
  }

  private static String time(int n, int perDay) {
    if (n < TIMES.size()) {
      return TIMES.get(n);
    }
    int second = (int) (86_399L * n / Math.max(perDay, n + 1));
    return "%02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60);
  }

  static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void labels() {
    List<String> texts = List.of("Sales", "Support", "Risk", "Politeness", "Script");
    for (int id = 1; id <= texts.size(); id++) {
      account.put("labels", record("id", id, "text", texts.get(id - 1), "color", "#0a7"));
    }
  }

  private Map<String, Object> label(int id) {
    return account.get("labels", String.valueOf(id));
  }

  private void groups() {
    for (int id = 1; id <= 3; id++) {
      account.put(
          "agent-groups",
          record(
              "id",
              id,
              "name",
              "Team " + id,
              "scorecard_id",
              id == 3 ? null : id,
              "is_default",
              id == 1,
              "additional_scorecards",
              List.of()));
    }
  }

  private void agents() {
    for (int id = 1; id <= 6; id++) {
      List<Map<String, Object>> groups = new ArrayList<>();
      groups.add(record("group_id", 1 + id % 3, "start_dt", "0001-01-01T00:00:00"));
      if (id % 2 == 0) {
        groups.add(record("group_id", 1 + id % 3, "start_dt", "2024-02-01T09:30:00.700000"));
      }
      account.put(
          "agents",
          record(
              "id",
              id,
              "name",
              "Agent " + id,
              "phone_number",
              id == 4 ? null : "+1555010" + id,
              "phone_number_aliases",
              List.of(),
              "is_active",
              id != 6,
              "deactivated_at",
              id == 6 ? "2025-12-24T18:00:00.500001" : null,
              "groups",
              groups,
              "user",
              id == 1 ? Map.of("id", 2) : null,
              "reactions",
              List.of()));
    }
  }

  /** User 0, the machine that scores, is never in the list. */
  private void users() {
    for (int id = 1; id <= 5; id++) {
      account.put(
          "users",
          record(
              "id",
              id,
              "email",
              "user" + id + "@enderturing.example",
              "is_active",
              id != 5,
              "is_superuser",
              id == 1,
              "full_name",
              id == 5 ? null : "User " + id,
              "agent_id",
              id == 2 ? 1 : null,
              "agent_group_id",
              id > 3 ? 1 : null,
              "language",
              "en",
              "uuid",
              uuid("user-" + id),
              "invite_expires",
              id == 4 ? "2026-03-01T00:00:00" : null,
              "role_ids",
              List.of(1),
              "permissions",
              List.of()));
    }
  }

  private void categories() {
    for (int id = 1; id <= 4; id++) {
      account.put(
          "categories",
          record(
              "id",
              id,
              "name",
              "Category " + id,
              "filter_data",
              "tags," + id + "|or",
              "position",
              id,
              "created_at",
              "2025-01-0" + id + "T08:00:00",
              "updated_at",
              "2025-02-0" + id + "T08:00:00.123456",
              "labels",
              id == 4 ? List.of() : List.of(label(id), label(5))));
    }
  }

  private void tags() {
    for (int id = 1; id <= 8; id++) {
      account.put(
          "tags",
          record(
              "id",
              id,
              "name",
              "Tag " + id,
              "type",
              id % 2 == 0 ? "script" : "topic",
              "team_id",
              id == 1 ? 1 : null,
              "is_archived",
              id == 8,
              "archived_by_id",
              id == 8 ? 1 : null,
              "archived_at",
              id == 8 ? "2026-01-05T10:00:00.4" : null,
              "words",
              List.of("price"),
              "phrases",
              List.of(),
              "color",
              "#123456",
              "labels",
              id > 4 ? List.of() : List.of(label(id))));
    }
  }

  /** A record of names and values in turn; null stays null. */
  static Map<String, Object> record(Object... pairs) {
    Map<String, Object> record = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      record.put((String) pairs[i], pairs[i + 1]);
    }
    return record;
  }
}
