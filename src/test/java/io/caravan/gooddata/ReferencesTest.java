package io.caravan.gooddata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a model refers to has to be in it. */
class ReferencesTest {

  private static Model withInsight(Map<String, Object> content) {
    return ModelFiles.changed(
        "visualizationObjects",
        "commits_by_month",
        insight -> {
          insight.put("content", content);
          return insight;
        });
  }

  private static Map<String, Object> attribute(String label) {
    return Map.of(
        "attribute",
        Map.of(
            "localIdentifier",
            "a",
            "displayForm",
            Map.of("identifier", Map.of("id", label, "type", "label"))));
  }

  private static Map<String, Object> content(Object... items) {
    return Map.of("buckets", List.of(Map.of("localIdentifier", "b", "items", List.of(items))));
  }

  @Test
  void theModelsOfThisProjectHaveNoLooseEnds() {
    assertThat(References.problems(ModelFiles.whole())).isEmpty();
  }

  @Test
  void aDatasetThatIsGoneIsMissedByWhatRefersToIt() {
    assertThat(References.problems(ModelFiles.without("datasets", "users")))
        .contains(
            "dataset 'Commits' uses the dataset 'users', which is not there",
            "dataset 'Commits' uses the attribute 'user_id', which is not there",
            "insight 'Solved pull requests by user' uses the label 'user_id.login', which is not there");
  }

  @Test
  void aDateThatIsGoneIsMissedWithItsLabels() {
    assertThat(References.problems(ModelFiles.without("dateInstances", "merged_at")))
        .contains(
            "dataset 'Pull requests' uses the dataset 'merged_at', which is not there",
            "dataset 'Pull requests' uses the date 'merged_at', which is not there",
            "insight 'Merged pull requests by month' uses the label 'merged_at.month', which is not there");
  }

  @Test
  void aFactOfAnInsightHasToBeThere() {
    Model model =
        ModelFiles.changed(
            "datasets",
            "pull_requests",
            dataset -> {
              dataset.put("facts", List.of());
              return dataset;
            });

    assertThat(References.problems(model))
        .contains(
            "insight 'Hours to solve a pull request by week' uses the fact 'hours_to_solve', which is not there");
  }

  @Test
  void aGranularityThatADateDoesNotHaveIsNoLabel() {
    assertThat(References.problems(withInsight(content(attribute("created_at.fiscalYear")))))
        .containsExactly(
            "insight 'Commits by month' uses the label 'created_at.fiscalYear', which is not there");
  }

  @Test
  void aMetricOfAnInsightAndWhatAMetricIsMadeOfHaveToBeThere() {
    Model model =
        withInsight(
            content(
                Map.of(
                    "measure",
                    Map.of(
                        "localIdentifier",
                        "m",
                        "definition",
                        Map.of(
                            "measureDefinition",
                            Map.of(
                                "item",
                                Map.of(
                                    "identifier", Map.of("id", "revenue", "type", "metric"))))))));
    assertThat(References.problems(model))
        .containsExactly(
            "insight 'Commits by month' uses the metric 'revenue', which is not there");

    Map<String, Object> metric =
        Map.of(
            "id", "revenue",
            "title", "Revenue",
            "content",
                Map.of("maql", "SELECT SUM({fact/price}) WHERE {label/user_id.login} = \"a\""));
    Model with = new Model(model.ldm(), new java.util.TreeMap<>(model.analytics()));
    with.analytics().put("metrics", List.of(metric));
    assertThat(References.problems(with))
        .containsExactly("metric 'Revenue' uses the fact 'price', which is not there");
  }

  @Test
  void anItemThatAMeasureOrAFilterNamesHasToBeInTheInsight() {
    Map<String, Object> pop =
        Map.of(
            "measure",
            Map.of(
                "localIdentifier",
                "pop",
                "definition",
                Map.of("arithmeticMeasure", Map.of("measureIdentifiers", List.of("m1", "pop")))));
    Map<String, Object> content = new java.util.HashMap<>(content(pop));
    content.put(
        "filters",
        List.of(
            Map.of(
                "rankingFilter",
                Map.of("measure", Map.of("localIdentifier", "m2"), "localIdentifier", "f1"))));

    assertThat(References.problems(withInsight(content)))
        .containsExactly(
            "insight 'Commits by month' refers to its item 'm1', which it does not have",
            "insight 'Commits by month' refers to its item 'm2', which it does not have");
  }

  @Test
  void anInsightOfADashboardHasToBeThere() {
    assertThat(References.problems(ModelFiles.without("visualizationObjects", "commits_by_month")))
        .containsExactly(
            "analytical_dashboards 'GitHub overview' uses the insight 'commits_by_month', which is not there");
    assertThat(References.problems(ModelFiles.without("filterContexts", "github_overview_filters")))
        .containsExactly(
            "analytical_dashboards 'GitHub overview' uses the filterContext 'github_overview_filters', which is not there");
  }

  @Test
  void anEmptyModelIsRefused() {
    assertThatThrownBy(() -> References.check(Model.empty(), "gooddata"))
        .hasMessageContaining("E611")
        .hasMessageContaining("would wipe the workspace");
  }
}
