package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.TestDatabase;
import io.caravan.TestModels;
import io.caravan.WarmDbt;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.config.Settings;
import io.caravan.contracts.GitHubContract;
import io.caravan.db.Connections;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import io.caravan.sandbox.GitHubSandbox;
import io.caravan.sandbox.GoodDataSandbox;
import io.caravan.sandbox.Sandbox;
import io.caravan.sandbox.github.Projects;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * GitHub from its sandbox to the models, with the real route files, PostgreSQL and dbt: twice from
 * empty, then with news, through to the numbers of GoodData's insights. The tests go on where the
 * one before has left off.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CicdAnalyticsTest {

  private static final List<String> RAW =
      List.of("users", "repos", "commits", "pulls", "reviews", "workflow_runs", "workflow_jobs");
  private static final List<String> MODELS = List.of("users", "repos", "commits", "pull_requests");

  private static Sandbox sandbox;
  private static GitHubSandbox github;
  private static Projects projects;
  private static List<String> problems;
  private static Caravan caravan;
  private static Run first;
  private static int callsOfTheFirst;

  @BeforeAll
  static void runOnce() {
    GitHubContract contract = GitHubContract.load();
    sandbox = Sandbox.start(0);
    github = sandbox.github();
    projects = github.projects();
    projects.sow("large", 2600, 3);
    problems = contract.hear(sandbox);
    Map<String, String> overrides = overrides();
    overrides.put("gooddata.host", sandbox.address() + GoodDataSandbox.BASE);
    Settings settings = TestModels.settings(overrides);
    // Insights are asked for, too, which no pipeline does.
    caravan = Caravan.start(settings, Mode.COMMAND);
    first = run("cicd-analytics");
    callsOfTheFirst = github.calls();
  }

  private static Map<String, String> overrides() {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("dbt.command", WarmDbt.command().toString());
    overrides.put("github.base-url", sandbox.address() + GitHubSandbox.BASE);
    overrides.put("github.token", GitHubSandbox.TOKEN);
    overrides.put("github.organizations", "acme");
    overrides.put("github.page-size", "10");
    overrides.put("github.overlap", "P1D");
    overrides.put("github.long-refusal", "secondary rate limit/10ms");
    overrides.put("http.first-wait", "1ms");
    overrides.put("gooddata.token", GoodDataSandbox.TOKEN);
    return overrides;
  }

  @AfterAll
  static void stop() {
    if (caravan != null) {
      caravan.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static Run run(String name) {
    return caravan.run(name, "test", Map.of());
  }

  private static void succeeded(Run run) {
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  @Order(1)
  void theFirstRunLoadsEverythingOfEachRepository() throws Exception {
    succeeded(first);
    assertThat(count("cicd_input_stage.users")).isEqualTo(5);
    assertThat(count("cicd_input_stage.repos")).isEqualTo(4);
    for (String part : List.of("commits", "pulls", "reviews", "runs")) {
      long there = 0;
      for (String repo : List.of("shop", "tools", "large")) {
        there += projects.counts("acme", repo).get(part);
      }
      String table = part.equals("runs") ? "workflow_runs" : part;
      assertThat(count("cicd_input_stage." + table)).as(part).isEqualTo(there);
    }
    assertThat(count("cicd_input_stage.workflow_jobs"))
        .isEqualTo(2 * count("cicd_input_stage.workflow_runs"));
    // As models of the system before read them.
    assertThat(
            query(
                "select item->'commit'->>'message' from cicd_input_stage.commits where item->>'sha'"
                    + " = (select min(sha) from cicd_input_stage.commits)"))
        .hasSize(1)
        .first()
        .asString()
        .contains(" of ");
    assertThat(problems).isEmpty();
  }

  @Test
  @Order(2)
  void theModelsKeepTheWorkOfPeopleWhoAreNoMembers() throws Exception {
    assertThat(query("select login || ' ' || is_member from cicd_output_stage.users order by 1"))
        .containsExactly(
            "ada true", "bert true", "cleo true", "dana true", "emil true", "visitor false");
    assertThat(query("select repo_name from cicd_output_stage.repos order by 1"))
        .containsExactly("large", "shop", "tools");
    assertThat(count("cicd_output_stage.commits")).isEqualTo(count("cicd_input_stage.commits"));
    assertThat(query("select count(*) from cicd_output_stage.commits where user_id is null"))
        .isNotEqualTo(List.of("0"));
    assertThat(
            query(
                "select commit_title from cicd_output_stage.commits where commit_title like"
                    + " '%' || chr(10) || '%' or commit_title is null or commit_title = ''"))
        .isEmpty();
    assertThat(
            query(
                "select count(*) from cicd_output_stage.pull_requests where merged_at is not null"
                    + " and hours_to_solve = extract(epoch from merged_at - created_at) / 3600"))
        .isEqualTo(
            query("select count(*) from cicd_input_stage.pulls where item->>'merged_at' <> ''"));
    assertThat(
            query(
                "select count(*) from cicd_output_stage.pull_requests where days_to_solve is null"
                    + " or (merged_at is null and hours_to_solve is not null)"))
        .containsExactly("0");
    assertThat(types("pull_requests")).contains("pull_request_id bigint", "user_id bigint");
  }

  @Test
  @Order(3)
  void whatTheTestsFoundTrueIsAConstraintOfTheDatabase() throws Exception {
    assertThat(
            query(
                """
                select conrelid::regclass || ': ' || pg_get_constraintdef(oid)
                from pg_constraint
                where connamespace = 'cicd_output_stage'::regnamespace and contype in ('p', 'u', 'f')
                order by 1
                """))
        .containsExactlyInAnyOrder(
            "cicd_output_stage.users: PRIMARY KEY (user_id)",
            "cicd_output_stage.repos: PRIMARY KEY (repo_id)",
            "cicd_output_stage.commits: PRIMARY KEY (commit_id)",
            "cicd_output_stage.commits: FOREIGN KEY (user_id) REFERENCES"
                + " cicd_output_stage.users(user_id) DEFERRABLE INITIALLY DEFERRED",
            "cicd_output_stage.commits: FOREIGN KEY (repo_id) REFERENCES"
                + " cicd_output_stage.repos(repo_id) DEFERRABLE INITIALLY DEFERRED",
            "cicd_output_stage.pull_requests: PRIMARY KEY (pull_request_id)",
            "cicd_output_stage.pull_requests: UNIQUE (repo_id, pull_request_number)",
            "cicd_output_stage.pull_requests: FOREIGN KEY (user_id) REFERENCES"
                + " cicd_output_stage.users(user_id) DEFERRABLE INITIALLY DEFERRED",
            "cicd_output_stage.pull_requests: FOREIGN KEY (repo_id) REFERENCES"
                + " cicd_output_stage.repos(repo_id) DEFERRABLE INITIALLY DEFERRED");
  }

  @Test
  @Order(4)
  void insightsOfGoodDataHaveTheNumbersOfTheModels() throws Exception {
    assertThat(insight("commits_by_month", "commits"))
        .isEqualTo(
            Double.parseDouble(query("select count(*) from cicd_output_stage.commits").get(0)));
    assertThat(insight("merged_pull_requests_by_month", "pull_requests"))
        .isEqualTo(
            Double.parseDouble(
                query("select count(merged_at) from cicd_output_stage.pull_requests").get(0)));
  }

  /** The sum of a measure over all rows of an insight in the staging workspace. */
  private static double insight(String name, String measure) throws Exception {
    Exchange exchange = new DefaultExchange(caravan.context());
    exchange.setVariable("target", "staging");
    exchange.setVariable("insight", name);
    Run.begunBy(exchange, "test");
    caravan.context().createProducerTemplate().send("direct:gooddata.execute", exchange);
    assertThat(exchange.getException()).isNull();
    double sum = 0;
    for (JsonNode row : new ObjectMapper().readTree(exchange.getMessage().getBody(String.class))) {
      sum += row.path(measure).asDouble();
    }
    return sum;
  }

  @Test
  @Order(5)
  void theSecondRunWritesNoRowAndMakesFewCalls() throws Exception {
    List<String> rows = versions("cicd_input_stage", RAW);
    List<String> models = versions("cicd_output_stage", MODELS);
    int before = github.calls();
    int written = sandbox.gooddata().written().size();

    Run second = run("cicd-analytics");

    succeeded(second);
    assertThat(versions("cicd_input_stage", RAW)).isEqualTo(rows);
    assertThat(versions("cicd_output_stage", MODELS)).isEqualTo(models);
    int calls = github.calls() - before;
    System.out.println("calls of the first run " + callsOfTheFirst + ", of the second " + calls);
    assertThat(calls * 20).isLessThanOrEqualTo(callsOfTheFirst);
    assertThat(step(second, "github.pulls").counted("unchanged")).isEqualTo(4);
    assertThat(step(second, "github.commits").counted("known")).isEqualTo(4);
    assertThat(step(second, "github.commits").counted("calls")).isZero();
    assertThat(sandbox.gooddata().written()).hasSize(written);
    assertThat(problems).isEmpty();
  }

  @Test
  @Order(6)
  void aCommitAMergedPullRequestAndARenamedRepositoryAreExactlyWhatChanges() throws Exception {
    int open =
        Integer.parseInt(
            query(
                    "select min((item->>'number')::int) from cicd_input_stage.pulls where item->>'state' = 'open'"
                        + " and item->>'html_url' like '%/shop/%'")
                .get(0));
    Map<String, String> before = contents();
    double commits = insight("commits_by_month", "commits");
    double merged = insight("merged_pull_requests_by_month", "pull_requests");
    String sha = projects.commit("acme", "shop", "newcomer", "Something new\n\nReally.");
    projects.mergePull("acme", "shop", open);
    projects.renameRepo("acme", "tools", "instruments");

    Run run = run("cicd-analytics");

    succeeded(run);
    Map<String, String> after = contents();
    List<String> changed = new ArrayList<>();
    after.forEach(
        (key, row) -> {
          if (!row.equals(before.get(key))) {
            changed.add(key);
          }
        });
    assertThat(after.keySet()).containsAll(before.keySet());
    // Of a renamed repository GitHub shows what is read again under new addresses.
    List<String> readdressed =
        changed.stream().filter(key -> after.get(key).contains("/instruments/")).toList();
    changed.removeAll(readdressed);
    String merge =
        query(
                "select commit_id from cicd_output_stage.commits where commit_title = 'Merge pull request #"
                    + open
                    + "'"
                    + " order by created_at desc limit 1")
            .get(0);
    assertThat(changed)
        .containsExactlyInAnyOrder(
            "commits " + sha,
            "commits " + merge,
            "users "
                + query("select user_id from cicd_output_stage.users where login = 'newcomer'")
                    .get(0),
            "repos "
                + query(
                        "select repo_id from cicd_output_stage.repos where repo_name = 'instruments'")
                    .get(0),
            "pull_requests "
                + query(
                        "select pull_request_id from cicd_output_stage.pull_requests where"
                            + " pull_request_url like '%/shop/pull/"
                            + open
                            + "'")
                    .get(0));
    for (String key : readdressed) {
      assertThat(after.get(key).replace("/instruments/", "/tools/"))
          .as(key)
          .isEqualTo(before.get(key));
    }
    assertThat(step(run, "github.reviews").counted("calls")).isEqualTo(1);
    assertThat(insight("commits_by_month", "commits")).isEqualTo(commits + 2);
    assertThat(insight("merged_pull_requests_by_month", "pull_requests")).isEqualTo(merged + 1);
    assertThat(query("select count(*) from cicd_output_stage.repos")).containsExactly("3");
  }

  @Test
  @Order(7)
  void whoLeavesStaysAsSomebodyWhoIsNoMember() throws Exception {
    projects.removeMember("acme", "emil");
    projects.deleteRepo("acme", "empty");

    Run run = caravan.run("cicd-analytics", "test", Map.of("dbtLater", "true"));

    succeeded(run);
    assertThat(
            query(
                "select item->>'login' from cicd_input_stage.users where _deleted_at is not null"))
        .containsExactly("emil");
    assertThat(
            query("select item->>'name' from cicd_input_stage.repos where _deleted_at is not null"))
        .containsExactly("empty");
    problems.clear();
  }

  /** Another database and other schemas, typed columns, named repositories, and limits. */
  @Test
  @Order(8)
  void aReadThatMeetsTheLimitGoesOnLaterWhereItWas() throws Exception {
    Map<String, String> overrides = overrides();
    overrides.put("github.schema", "typed_in");
    overrides.put("github.output-schema", "typed_out");
    overrides.put("github.rows", "columns");
    // One of them under its name of before.
    overrides.put("github.repositories", "acme/tools, acme/large, acme/shop");
    Settings typed = TestDatabase.settings(overrides);
    long before;
    try (Caravan other = Caravan.startFor(typed, "cicd-analytics")) {
      github.limitNext(2, null);
      succeeded(other.run("github.users", "test", Map.of()));
      succeeded(other.run("github.repos", "test", Map.of()));
      succeeded(other.run("github.repository_names", "test", Map.of()));
      assertThat(query(other, "select full_name from typed_in.repository_names"))
          .containsExactly("acme/tools");
      github.advanceClock(Duration.ofHours(1));
      github.setHourlyLimits(40, 60);

      Run stopped = other.run("github.commits", "test", Map.of());

      assertThat(stopped.state()).isEqualTo(RunState.WAITING);
      assertThat(stopped.failure().code()).isEqualTo(ErrorCode.E205);
      before = count(other, "typed_in.commits");
    }
    github.advanceClock(Duration.ofHours(1));
    github.setHourlyLimits(100_000, 60);
    int calls = github.calls();
    try (Caravan other = Caravan.startFor(typed, "cicd-analytics")) {
      Run rest = other.run("cicd-analytics", "test", Map.of());

      succeeded(rest);
      long all = count("cicd_input_stage.commits");
      assertThat(count(other, "typed_in.commits")).isEqualTo(all);
      // The first repository was whole when the limit came, and is not read again.
      assertThat(before).isBetween((long) projects.counts("acme", "shop").get("commits"), all / 2);
      assertThat(step(rest, "github.commits").counted("read")).isLessThan(all - 200);
      assertThat(github.calls() - calls).isLessThan(callsOfTheFirst);
      assertThat(
              query(
                  other,
                  "select column_name || ' ' || data_type from information_schema.columns"
                      + " where table_schema = 'typed_in' and table_name = 'pulls'"))
          .contains("merged_at timestamp with time zone", "id bigint", "labels jsonb")
          .noneMatch(column -> column.startsWith("item "));
      String fingerprint = "select md5(string_agg(t::text, ',' order by t::text)) from (%s) as t";
      for (String rows :
          List.of(
              "select user_id, login, url from %s.users",
              "select * from %s.repos",
              "select commit_id, commit_title, user_id, repo_id, created_at from %s.commits",
              "select pull_request_id, pull_request_title, user_id, repo_id, created_at, closed_at,"
                  + " hours_to_solve, days_to_solve from %s.pull_requests")) {
        assertThat(query(other, fingerprint.formatted(rows.formatted("typed_out"))))
            .as(rows)
            .isEqualTo(query(fingerprint.formatted(rows.formatted("cicd_output_stage"))));
      }
    }
  }

  @Test
  @Order(9)
  void whatWasRewrittenAwayAtGitHubGoesWithAFullRefresh() throws Exception {
    long all = count("cicd_input_stage.commits");
    projects.rewind("acme", "shop", 3);
    succeeded(run("github.commits"));
    assertThat(count("cicd_input_stage.commits")).isEqualTo(all);

    // Each stream is refreshed by itself; jobs and reviews are asked for anew.
    for (String stream : List.of("commits", "pulls", "reviews", "workflow_runs", "workflow_jobs")) {
      succeeded(caravan.run("github." + stream, "test", RunOptions.refresh(), Map.of()));
    }

    assertThat(count("cicd_input_stage.commits")).isEqualTo(all - 3);
    assertThat(
            query(
                "select count(*) from cicd_input_stage.commits where item->>'html_url' like '%/shop/%'"))
        .containsExactly(projects.counts("acme", "shop").get("commits").toString());
    assertThat(count("cicd_input_stage.reviews"))
        .isEqualTo(
            query("select item->>'id' from cicd_input_stage.reviews").stream().distinct().count())
        .isPositive();
    assertThat(count("cicd_input_stage.workflow_jobs"))
        .isEqualTo(2 * count("cicd_input_stage.workflow_runs"));
  }

  /** Goes on with the rows of the test before, so that the models have to lose what is gone. */
  @Test
  @Order(10)
  void theOlderGenerationOfTheModelsHasMergedPullRequestsAlone() throws Exception {
    caravan
        .context()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:older-models")
                    .routeId("older-models")
                    .routeGroup("step")
                    .to(
                        "dbt:build?select=tag:github&fullRefresh=true&vars=RAW({github_generation: 1})");
              }
            });
    Exchange exchange = new DefaultExchange(caravan.context());
    Run.begunBy(exchange, "test");
    caravan.context().createProducerTemplate().send("direct:older-models", exchange);

    assertThat(exchange.getException()).isNull();
    assertThat(query("select count(*) from cicd_output_stage.pull_requests"))
        .isEqualTo(
            query("select count(*) from cicd_input_stage.pulls where item->>'merged_at' <> ''"));
    assertThat(
            query("select count(*) from cicd_output_stage.pull_requests where merged_at is null"))
        .containsExactly("0");
    assertThat(count("cicd_output_stage.commits")).isEqualTo(count("cicd_input_stage.commits"));
    assertThat(
            query(
                "select count(*) from pg_constraint where connamespace = 'cicd_output_stage'::regnamespace"
                    + " and contype in ('p', 'u', 'f')"))
        .containsExactly("9");
  }

  private static Step step(Run run, String name) {
    return run.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  private static long count(String table) throws SQLException {
    return count(caravan, table);
  }

  private static long count(Caravan where, String table) throws SQLException {
    return Long.parseLong(query(where, "select count(*) from " + table).get(0));
  }

  private static List<String> types(String model) throws SQLException {
    return query(
        "select column_name || ' ' || data_type from information_schema.columns where table_schema"
            + " = 'cicd_output_stage' and table_name = '"
            + model
            + "'");
  }

  /** PostgreSQL gives a row another xmin whenever it is written. */
  private static List<String> versions(String schema, List<String> tables) throws SQLException {
    List<String> versions = new ArrayList<>();
    for (String table : tables) {
      versions.addAll(
          query(
              "select '%2$s ' || md5(t::text) || ' ' || t.xmin from %1$s.%2$s as t"
                  .formatted(schema, table)));
    }
    return versions.stream().sorted().toList();
  }

  /** The rows of the models by key, without the time of their loading. */
  private static Map<String, String> contents() throws SQLException {
    Map<String, String> contents = new HashMap<>();
    for (String model : MODELS) {
      String key = model.replaceFirst("s$", "") + "_id";
      for (String row :
          query(
              "select %2$s || ' ' || (to_jsonb(t) - 'loaded_at')::text from cicd_output_stage.%1$s as t"
                  .formatted(model, key))) {
        String[] parts = row.split(" ", 2);
        contents.put(model + " " + parts[0], parts[1]);
      }
    }
    return contents;
  }

  private static List<String> query(String sql) throws SQLException {
    return query(caravan, sql);
  }

  private static List<String> query(Caravan where, String sql) throws SQLException {
    try (Connection connection = where.connections().get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
