package io.caravan.gooddata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two models differ where a person would say so. */
class DifferenceTest {

  @Test
  void whatGoodDataAddsAndReordersIsNoDifference() {
    Model given =
        ModelFiles.changed(
            "datasets",
            "pull_requests",
            dataset -> {
              dataset.put("aggregatedFacts", List.of());
              dataset.put("precedence", null);
              dataset.put("description", dataset.get("description"));
              dataset.put("sql", Map.of());
              List<Object> facts = new ArrayList<>(Tree.list(dataset, "facts"));
              Collections.reverse(facts);
              dataset.put("facts", facts);
              List<Object> references = new ArrayList<>(Tree.list(dataset, "references"));
              Collections.reverse(references);
              dataset.put("references", references);
              return dataset;
            });

    assertThat(Difference.between(given, ModelFiles.whole()).lines()).isEmpty();
  }

  @Test
  void everyAddedRemovedAndChangedObjectIsALineWithWhatChangedBelow() {
    Model present = ModelFiles.without("visualizationObjects", "commits_by_month");
    present.ldm().put("dateInstances", present.ldm().get("dateInstances").subList(0, 1));
    Model wanted = ModelFiles.changed("dateInstances", "merged_at", date -> null);
    Model renamed =
        new Model(
            wanted.ldm(),
            ModelFiles.changed(
                    "filterContexts",
                    "github_overview_filters",
                    filters -> {
                      filters.put("title", "Other");
                      return filters;
                    })
                .analytics());

    Difference difference = Difference.between(present, renamed);

    assertThat(difference.lines())
        .containsExactly(
            "~ analytics_model/filter_contexts/github_overview_filters  Other",
            "    title: Filters of GitHub overview -> Other",
            "+ analytics_model/visualization_objects/commits_by_month  Commits by month");
    assertThat(List.of(difference.added(), difference.changed(), difference.removed()))
        .containsExactly(1, 1, 0);
    assertThat(Difference.between(renamed, present).lines())
        .contains("- analytics_model/visualization_objects/commits_by_month  Commits by month");
  }

  @Test
  void theOrderOfItemsInAnInsightIsADifference() {
    Model turned =
        ModelFiles.changed(
            "visualizationObjects",
            "longest_pull_requests",
            insight -> {
              List<Object> buckets = new ArrayList<>(Tree.list(insight, "content", "buckets"));
              Collections.reverse(buckets);
              insight.put("content", Map.of("buckets", buckets));
              return insight;
            });

    assertThat(Difference.between(turned, ModelFiles.whole()).isEmpty()).isFalse();
  }
}
