package io.caravan.sandbox.enderturing;

import static io.caravan.sandbox.enderturing.Seed.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two scorecards of two parts with three points each; people score by the first, the machine by the
 * other.
 */
final class SeedScorecards {

  private SeedScorecards() {}

  static void sow(Account account) {
    for (int card = 1; card <= 2; card++) {
      List<Map<String, Object>> categories = new ArrayList<>();
      for (int part = 1; part <= 2; part++) {
        int category = card * 10 + part;
        List<Map<String, Object>> points = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
          points.add(point(card, category, n));
        }
        categories.add(
            record(
                "id",
                category,
                "name",
                "Part " + part,
                "scorecard_id",
                card,
                "sort_order",
                part,
                "points",
                points));
      }
      account.put(
          "scorecards",
          record(
              "id",
              card,
              "name",
              "Card " + card,
              "type",
              "points",
              "na_behavior",
              "exclude",
              "count_critical_scores",
              true,
              "is_automated",
              card == 2,
              "is_protected",
              false,
              "is_default",
              card == 1,
              "is_archived",
              false,
              "team_ids",
              List.of(1),
              "categories",
              categories));
    }
  }

  private static Map<String, Object> point(int card, int category, int n) {
    return record(
        "id",
        category * 10 + n,
        "scorecard_id",
        card,
        "category_id",
        category,
        "name",
        "Point " + n,
        "description",
        n == 3 ? null : "What counts in " + n,
        "sort_order",
        n,
        "critical",
        n == 1,
        "max_score",
        5,
        "allow_partial_score",
        true,
        "score_values",
        List.of(0, 2.5, 5),
        "user_data",
        Map.of());
  }
}
