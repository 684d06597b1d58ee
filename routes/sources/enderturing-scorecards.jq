# Scorecards, with their categories and the points of these as rows of their own.
[.[] | .id as $card | (.categories // [])[] | {scorecard_id: $card} + .] as $categories
| {
  "enderturing.scorecards": map(del(.team_ids, .categories)),
  "enderturing.scorecard_categories": ($categories | map(del(.points))),
  "enderturing.scorecard_points": [$categories[] | . as $category | (.points // [])[]
    | {scorecard_id: $category.scorecard_id, category_id: $category.id} + del(.score_values, .user_data)],
  "enderturing.scorecard_categories of scorecard_id": map(.id),
  "enderturing.scorecard_points of scorecard_id": map(.id)
}
