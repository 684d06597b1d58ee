package io.caravan.sandbox.enderturing;

import static io.caravan.sandbox.enderturing.Seed.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes one session after the other, each a little different from the one before. */
final class SeedSession {

  private final Account account;
  private int made;

  SeedSession(Account account) {
    this.account = account;
  }

  void add(String start) {
    int n = ++made;
    String id = Seed.uuid("session-" + n);
    List<Map<String, Object>> reviewers = reviewers(n, start);
    account.put(Account.SESSIONS, session(n, id, start, reviewers));
    if (!reviewers.isEmpty()) {
      account.setDetail(Detail.SCORES, id, scores(n, id, reviewers));
    }
    Map<String, Object> summary =
        record("id", n, "session_id", id, "text", "The caller asked for offer " + n + ".");
    if (n % 9 != 0) {
      account.setDetail(Detail.SUMMARY, id, n % 2 == 0 ? summary : List.of(summary));
    }
    if (n % 10 == 0) {
      account.setDetail(
          Detail.COMMENTS,
          id,
          List.of(
              record(
                  "id",
                  n,
                  "session_id",
                  id,
                  "author_id",
                  2,
                  "text",
                  "Well done " + n,
                  "comments",
                  null,
                  "created_at",
                  start)));
    }
    account.setDetail(
        Detail.TRANSCRIPTS,
        id,
        Map.of("items", List.of(record("id", n * 10, "speaker", "agent", "text", "Hello"))));
    account.setDetail(Detail.INFO, id, Map.of("crm_id", "C-" + n));
  }

  private static Map<String, Object> session(
      int n, String id, String start, List<Map<String, Object>> reviewers) {
    Map<String, Object> session =
        record(
            "id",
            id,
            "type",
            n % 4 == 0 ? "chat" : "call",
            "caller_id",
            "+155502" + n % 50,
            "source",
            "pbx",
            "language_code",
            n % 3 == 0 ? "uk-UA" : "en-US",
            "asr_size",
            "large",
            "filename",
            "rec-" + n + ".wav",
            "destination_id",
            n % 6 == 0 ? null : "q" + n % 4,
            "start_dt",
            start,
            "end_dt",
            start,
            "created_at",
            start,
            "updated_at",
            start,
            "direction",
            n % 2 == 0 ? "inbound" : "outbound",
            "agent_id",
            1 + n % 6,
            "group_id",
            1 + n % 3,
            "duration",
            60 + n % 100 + 0.5,
            "silence",
            n % 10 + 0.25,
            "silence_percent",
            n % 10 / 4.0,
            "agent_channel",
            n % 2,
            "comments_count",
            n % 10 == 0 ? 1 : 0,
            "comment_author_ids",
            n % 10 == 0 ? List.of(2) : List.of(),
            "default_scorecard_id",
            1 + n % 2,
            "average_score",
            reviewers.isEmpty() ? null : 50 + n % 50,
            "is_processed",
            true);
    session.putAll(
        record(
            "overlaps_data",
            n % 3 == 0 ? null : Map.of("count", n % 5),
            "duration_details",
            Map.of("agent", 30.5),
            "score_details",
            reviewers.isEmpty() ? null : Map.of("max", 5),
            "queue_name",
            n % 8 == 0 ? null : "Main",
            "campaign_name",
            null,
            "term_reason",
            "hangup",
            "waiting_time",
            n % 30,
            "fcr",
            n % 2,
            "csi",
            null,
            "nps",
            n % 11,
            "list_id",
            null,
            "words_count_agent",
            100 + n,
            "words_count_client",
            80,
            "words_count_both",
            180 + n,
            "caller_prev_session_id",
            n % 5 == 1 ? Seed.uuid("session-" + (n - 1)) : null,
            "additional_info",
            null,
            "reviewers",
            reviewers,
            "tags",
            tags(n),
            "categories",
            categories(n),
            "crm_statuses",
            n % 4 == 1 ? List.of("won", "called back") : List.of(),
            "compliance_matches",
            List.of(),
            "emotions",
            null,
            "agent",
            "Agent",
            "agent_name",
            "Agent " + (1 + n % 6),
            "low_quality",
            false));
    return session;
  }

  /** Person 2 or 3 for some, and the machine, user 0, for others. */
  private static List<Map<String, Object>> reviewers(int n, String start) {
    List<Map<String, Object>> reviewers = new ArrayList<>();
    if (n % 5 == 0) {
      reviewers.add(record("id", 2 + n % 2, "last_reviewed_at", start, "name", "User"));
    }
    if (n % 7 == 0) {
      reviewers.add(record("id", 0, "last_reviewed_at", null, "name", "Ender Turing"));
    }
    return reviewers;
  }

  private static List<Map<String, Object>> tags(int n) {
    List<Map<String, Object>> tags = new ArrayList<>();
    for (int i = 0; i < n % 3; i++) {
      List<Map<String, Object>> matches = new ArrayList<>();
      for (int m = 0; m <= i; m++) {
        matches.add(
            record(
                "score",
                0.5 + m / 10.0,
                "matched_corpus_text",
                "the price is " + n,
                "is_agent",
                m == 0,
                "transcript_id",
                n * 100 + i * 10 + m,
                "matched_query_text",
                "price",
                "meta",
                m == 0 ? null : Map.of("at", m)));
      }
      tags.add(record("id", 1 + (n + i) % 8, "match", matches));
    }
    return tags;
  }

  private static List<Map<String, Object>> categories(int n) {
    List<Map<String, Object>> categories = new ArrayList<>();
    if (n % 3 != 0) {
      categories.add(record("id", 1 + n % 4, "is_verified", n % 2 == 0));
    }
    if (n % 6 == 1) {
      categories.add(record("id", 1 + (n + 1) % 4, "is_verified", null));
    }
    return categories;
  }

  private static List<Map<String, Object>> scores(
      int n, String session, List<Map<String, Object>> reviewers) {
    List<Map<String, Object>> scores = new ArrayList<>();
    for (Map<String, Object> reviewer : reviewers) {
      int card = reviewer.get("id").equals(0) ? 2 : 1;
      List<Map<String, Object>> points = new ArrayList<>();
      for (int part = 1; part <= 2; part++) {
        int point = (card * 10 + part) * 10 + 1 + n % 3;
        points.add(
            record(
                "scorecard_point_id",
                point,
                "score",
                n % 6 == 0 ? null : n % 6,
                "comment",
                part == 1 ? null : "seen in " + n,
                "meta",
                null));
      }
      scores.add(
          record(
              "id",
              n,
              "session_id",
              session,
              "scorecard_id",
              card,
              "reviewer_id",
              reviewer.get("id"),
              "point_scores",
              points));
    }
    return scores;
  }
}
