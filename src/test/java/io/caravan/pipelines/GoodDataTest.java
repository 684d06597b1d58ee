package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.contracts.GoodDataContract;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From files to numbers in GoodData and on to production, the way a person would go. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GoodDataTest {

  private static final String INSIGHT = "analytics_model/visualization_objects/%s.yaml";

  @TempDir private static Path folder;
  private static GoodDataRig rig;

  @BeforeAll
  static void start() {
    rig = new GoodDataRig(folder, "gooddata.production-data-source", "cicd-production");
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static List<String> kinds() {
    return rig.gooddata().written().stream()
        .map(written -> written.change().kind() + " " + written.change().type())
        .toList();
  }

  @Test
  @Order(1)
  void nothingIsThereAndADryRunKeepsItSo() {
    Run run = rig.run("gooddata.load", Map.of("target", "staging", "dryRun", true));

    assertThat(run.state()).as(String.valueOf(run.failure())).isEqualTo(RunState.SUCCEEDED);
    assertThat(GoodDataRig.diff(run))
        .hasSize(13)
        .contains("+ ldm/datasets/users  Users")
        .allMatch(line -> line.startsWith("+ "));
    assertThat(rig.gooddata().written()).isEmpty();
  }

  @Test
  @Order(2)
  void publishingTwiceWritesOnce() {
    Run first = rig.run("gooddata.publish");

    assertThat(first.state()).as(String.valueOf(first.failure())).isEqualTo(RunState.SUCCEEDED);
    assertThat(kinds())
        .containsExactly(
            "CREATED dataSource", "CREATED workspace", "UPDATED ldm", "UPDATED analytics");
    assertThat(first.steps())
        .extracting(Step::name)
        .containsSubsequence(
            "gooddata.register", "gooddata.load", "gooddata.notify", "gooddata.test");
    assertThat(first.steps())
        .filteredOn(step -> step.name().equals("gooddata.load"))
        .extracting(step -> step.notes().get("url").toString())
        .allMatch(url -> url.endsWith("/gooddata/dashboards/#/workspace/staging"));

    Run second = rig.run("gooddata.publish");

    assertThat(second.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.gooddata().written()).hasSize(4);
    assertThat(rig.gooddata().notifications("cicd")).isEqualTo(2);
    assertThat(GoodDataRig.diff(second)).isEmpty();
  }

  @Test
  @Order(3)
  void theNumbersAreThoseOfTheTables() {
    assertThat(rig.numbers("commits_by_month").toString())
        .isEqualTo(
            "[{\"created_at.month\":\"2024-01\",\"commits\":2.0},{\"created_at.month\":\"2024-02\",\"commits\":3.0}]");
    assertThat(rig.numbers("solved_pull_requests_by_user").toString())
        .isEqualTo(
            "[{\"user_id.login\":\"ann\",\"pull_requests\":5.0},{\"user_id.login\":\"bob\",\"pull_requests\":6.0}]");
    assertThat(rig.numbers("hours_to_solve_by_week").toString())
        .isEqualTo("[{\"merged_at.week\":\"2024-01\",\"hours\":60.0}]");
    JsonNode longest = rig.numbers("longest_pull_requests");
    assertThat(longest).hasSize(10);
    assertThat(longest.findValuesAsText("hours")).contains("110.0").doesNotContain("10.0");
  }

  @Test
  @Order(4)
  void newDataIsSeenOnceItWasToldOf() {
    rig.execute(
        "insert into cicd_output_stage.commits values ('c6', 'u', 't', 1, 7, '2024-03-01')");
    assertThat(rig.numbers("commits_by_month")).as("as it was remembered").hasSize(2);

    rig.run("gooddata.notify");

    assertThat(rig.numbers("commits_by_month")).hasSize(3);
    assertThat(
            rig.ask(
                "gooddata.execute", Map.of("insight", "commits_by_month", "resultLimit", "1,1")))
        .as("page by page")
        .isEqualTo(rig.numbers("commits_by_month"));
  }

  @Test
  @Order(5)
  void aChangedFileIsShownLoadedAndTakenBack() {
    Map<String, Object> before = rig.gooddata().everything();
    rig.edit(INSIGHT.formatted("commits_by_month"), "title: Commits by month", "title: Work");

    Run diff = rig.run("gooddata.diff");
    assertThat(GoodDataRig.diff(diff))
        .containsExactly(
            "~ analytics_model/visualization_objects/commits_by_month  Work",
            "    title: Commits by month -> Work");
    assertThat(rig.gooddata().everything()).isEqualTo(before);

    assertThat(rig.run("gooddata.load").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.gooddata().everything()).isNotEqualTo(before);

    Run unsaid = rig.run("gooddata.rollback", Map.of("target", "staging"));
    assertThat(unsaid.failure().code()).isEqualTo(ErrorCode.E813);
    assertThat(rig.run("gooddata.rollback").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.gooddata().everything()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void storingMakesTheFilesEqualToTheWorkspace() throws IOException {
    Files.writeString(rig.layout().resolve(INSIGHT.formatted("gone")), "id: gone\n");
    Files.delete(rig.layout().resolve("ldm/datasets/repos.yaml"));

    Run stored = rig.run("gooddata.store");

    assertThat(stored.state()).as(String.valueOf(stored.failure())).isEqualTo(RunState.SUCCEEDED);
    assertThat(GoodDataRig.diff(stored))
        .contains("+ ldm/datasets/repos.yaml", "- " + INSIGHT.formatted("gone"));
    assertThat(GoodDataRig.diff(rig.run("gooddata.store"))).isEmpty();
    assertThat(GoodDataRig.diff(rig.run("gooddata.diff"))).isEmpty();
  }

  @Test
  @Order(7)
  void productionBecomesWhatStagingIsWithADataSourceOfItsOwn() {
    Run unsaid = rig.run("gooddata.provision", Map.of("target", "production"));
    assertThat(unsaid.failure().code()).isEqualTo(ErrorCode.E813);
    assertThat(rig.gooddata().everything()).doesNotContainKey("workspace production");

    Run first = rig.run("gooddata.provision", "production");
    assertThat(first.state()).as(String.valueOf(first.failure())).isEqualTo(RunState.SUCCEEDED);
    Map<String, Object> after = rig.gooddata().everything();
    assertThat(after.get("workspace production").toString())
        .contains("dataSourceId=cicd-production")
        .doesNotContain("dataSourceId=cicd,");
    int written = rig.gooddata().written().size();

    assertThat(rig.run("gooddata.provision", "production").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.gooddata().everything()).isEqualTo(after);
    assertThat(rig.gooddata().written()).hasSize(written);
    assertThat(GoodDataRig.diff(rig.run("gooddata.diff", "production"))).isEmpty();
  }

  @Test
  @Order(8)
  void theTablesAreSeenWithTheirKeysAndAModelIsProposed() {
    JsonNode commits =
        rig.ask("gooddata.scan", Map.of("target", "staging")).at("/pdm/tables/0/columns");
    assertThat(commits.findValuesAsText("referencedTableId")).containsExactly("repos", "users");
    assertThat(commits.findValuesAsText("isPrimaryKey")).contains("true");

    JsonNode ldm = rig.ask("gooddata.generate", Map.of("target", "staging")).path("ldm");
    assertThat(ldm.path("datasets").findValuesAsText("id")).contains("commits", "users");
    assertThat(ldm.path("dateInstances")).hasSize(2);
    assertThat(rig.ask("gooddata.whoami", Map.of()).path("id").asText()).isEqualTo("demo-cicd");
  }

  @Test
  @Order(9)
  void everyCallAndEveryAnswerIsAsInTheContract() {
    List<String> problems = GoodDataContract.load().hear(rig.sandbox());
    rig.edit("ldm/datasets/users.yaml", "title: Login", "title: Account");

    assertThat(rig.run("gooddata.publish").state()).isEqualTo(RunState.SUCCEEDED);
    rig.run("gooddata.store");
    rig.ask("gooddata.generate", Map.of("target", "staging"));
    rig.ask("gooddata.whoami", Map.of());
    rig.numbers("longest_pull_requests");

    assertThat(problems).isEmpty();
  }

  @Test
  @Order(10)
  void everyInsightIsTestedAndThoseThatFailAreNamedWithReasonAndLink() {
    rig.execute("alter table cicd_output_stage.commits rename commit_id to commit_sha");
    rig.run("gooddata.notify");

    Run run = rig.run("gooddata.test");

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E612);
    assertThat(run.failure().getMessage())
        .contains("1 of 5 insights cannot be computed", "'Commits by month'", "commit_id");
    assertThat((List<?>) GoodDataRig.note(run, "insights")).hasSize(5);
    assertThat(GoodDataRig.note(run, "insights").toString())
        .contains("/gooddata/analyze/#/staging/commits_by_month/edit");
    rig.execute("alter table cicd_output_stage.commits rename commit_sha to commit_id");
  }

  @Test
  @Order(11)
  void twoHundredInsightsAreTestedWithinTenSeconds() {
    List<Object> many = new ArrayList<>();
    Map<?, ?> staging = (Map<?, ?>) rig.gooddata().everything().get("workspace staging");
    Map<?, ?> analytics = (Map<?, ?>) staging.get("analytics");
    List<?> insights = (List<?>) analytics.get("visualizationObjects");
    for (int i = 0; i < 200; i++) {
      Map<String, Object> copy = new java.util.HashMap<>();
      ((Map<?, ?>) insights.get(i % insights.size())).forEach((k, v) -> copy.put(k.toString(), v));
      copy.put("id", "insight_" + i);
      // Another name of a measure is another question: none is answered from memory.
      copy.put("content", renamed(copy.get("content"), i));
      many.add(copy);
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> ldm = (Map<String, Object>) staging.get("ldm");
    rig.gooddata().put("staging", ldm, Map.of("visualizationObjects", many));

    Instant begin = Instant.now();
    Run run = rig.run("gooddata.test");
    Duration took = Duration.between(begin, Instant.now());

    System.out.println("200 insights were tested in " + took.toMillis() + " ms");
    assertThat(run.state()).as(String.valueOf(run.failure())).isEqualTo(RunState.SUCCEEDED);
    assertThat((List<?>) GoodDataRig.note(run, "insights")).hasSize(200);
    assertThat(took).isLessThan(Duration.ofSeconds(10));
  }

  private static Object renamed(Object tree, int number) {
    if (tree instanceof Map<?, ?> map) {
      Map<String, Object> copy = new java.util.HashMap<>();
      map.forEach((key, value) -> copy.put(key.toString(), renamed(value, number)));
      return copy;
    }
    if (tree instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(renamed(item, number)));
      return copy;
    }
    boolean measure =
        tree instanceof String text && List.of("hours", "commits", "pull_requests").contains(text);
    return measure ? tree + "_" + number : tree;
  }
}
