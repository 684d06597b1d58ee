package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls on runs of workflows and their jobs. A filtered list ends after 1,000 runs. */
final class RunCalls {

  private static final int MOST_OF_A_FILTER = 1000;
  private static final long WORKFLOW = 51;
  private static final String FILE = ".github/workflows/ci.yml";

  private final String api;
  private final Pages pages;
  private final RepoCalls repos;
  private final RepoJson json;

  RunCalls(String api, Pages pages, RepoCalls repos) {
    this.api = api;
    this.pages = pages;
    this.repos = repos;
    this.json = new RepoJson(api);
  }

  void addTo(Router router) {
    repos.add(router, "/actions/runs", this::list);
    repos.add(router, "/actions/runs/{run_id}/jobs", this::jobs);
  }

  private Reply list(Call call, Repo repo) {
    List<WorkflowRun> newestFirst = new ArrayList<>(repo.runs);
    Collections.reverse(newestFirst);
    String status = call.query("status").orElse("");
    String created = call.query("created").orElse("");
    List<WorkflowRun> wanted =
        status.isEmpty() && created.isEmpty()
            ? newestFirst
            : newestFirst.stream()
                .filter(run -> status.isEmpty() || status.equals(status(run)))
                .filter(run -> isWithin(created, run.created.toString()))
                .limit(MOST_OF_A_FILTER)
                .toList();
    return pages.of(
        call,
        "/repositories/" + repo.id + "/actions/runs",
        wanted,
        run -> run(repo, run),
        page -> counted("workflow_runs", wanted.size(), page));
  }

  /** {@code >=2024-05-01} is the one form that is understood; times begin with their day. */
  private static boolean isWithin(String created, String at) {
    if (created.isEmpty()) {
      return true;
    }
    if (!created.startsWith(">=")) {
      throw Refused.invalid("WorkflowRun", "created");
    }
    return at.compareTo(created.substring(2)) >= 0;
  }

  private Reply jobs(Call call, Repo repo) {
    String id = call.part("run_id");
    if (!id.matches("\\d{1,18}")) {
      throw Refused.notFound();
    }
    WorkflowRun run = repo.run(Long.parseLong(id));
    List<Integer> jobs = new ArrayList<>();
    for (int job = 1; job <= WorkflowRun.JOBS; job++) {
      jobs.add(job);
    }
    return pages.of(
        call,
        "/repositories/" + repo.id + "/actions/runs/" + run.id + "/jobs",
        jobs,
        job -> job(repo, run, job),
        page -> counted("jobs", jobs.size(), page));
  }

  private static Map<String, Object> counted(String name, int total, List<?> page) {
    Map<String, Object> counted = new LinkedHashMap<>();
    counted.put("total_count", total);
    counted.put(name, page);
    return counted;
  }

  private static String status(WorkflowRun run) {
    return run.conclusion == null ? "in_progress" : "completed";
  }

  private static String page(Repo repo, WorkflowRun run) {
    return "https://github.com/" + repo.fullName() + "/actions/runs/" + run.id;
  }

  private Map<String, Object> run(Repo repo, WorkflowRun run) {
    String own = json.address(repo) + "/actions/runs/" + run.id;
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", run.id);
    all.put("name", "CI");
    all.put("node_id", "WFR_" + run.id);
    all.put("head_branch", Repo.BRANCH);
    all.put("head_sha", run.commit.sha());
    all.put("path", FILE);
    all.put("display_title", run.commit.message().split("\n", 2)[0]);
    all.put("run_number", run.number);
    all.put("run_attempt", 1);
    all.put("event", "push");
    all.put("status", status(run));
    all.put("conclusion", run.conclusion);
    all.put("workflow_id", WORKFLOW);
    all.put("check_suite_id", run.id + 1);
    all.put("check_suite_node_id", "CS_" + run.id);
    all.put("url", own);
    all.put("html_url", page(repo, run));
    all.put("pull_requests", List.of());
    all.put("created_at", run.created.toString());
    all.put("updated_at", run.updated.toString());
    all.put("run_started_at", run.created.toString());
    all.put("actor", run.actor.simple(api));
    all.put("triggering_actor", run.actor.simple(api));
    for (String part : List.of("jobs", "logs", "cancel", "rerun", "artifacts")) {
      all.put(part + "_url", own + "/" + part);
    }
    all.put("check_suite_url", json.address(repo) + "/check-suites/" + (run.id + 1));
    all.put("workflow_url", json.address(repo) + "/actions/workflows/" + WORKFLOW);
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("id", run.commit.sha());
    head.put("tree_id", run.commit.sha());
    head.put("message", run.commit.message());
    head.put("timestamp", run.commit.at().toString());
    head.put("author", RepoCalls.person(run.commit));
    head.put("committer", RepoCalls.person(run.commit));
    all.put("head_commit", head);
    all.put("repository", json.listed(repo));
    all.put("head_repository", json.listed(repo));
    return all;
  }

  private Map<String, Object> job(Repo repo, WorkflowRun run, int number) {
    long id = run.id * 10 + number;
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", id);
    all.put("run_id", run.id);
    all.put("workflow_name", "CI");
    all.put("head_branch", Repo.BRANCH);
    all.put("run_url", json.address(repo) + "/actions/runs/" + run.id);
    all.put("run_attempt", 1);
    all.put("node_id", "CR_" + id);
    all.put("head_sha", run.commit.sha());
    all.put("url", json.address(repo) + "/actions/jobs/" + id);
    all.put("html_url", page(repo, run) + "/job/" + id);
    all.put("status", status(run));
    all.put("conclusion", run.conclusion);
    all.put("created_at", run.created.toString());
    all.put("started_at", run.created.toString());
    all.put("completed_at", run.conclusion == null ? null : run.updated.toString());
    all.put("name", number == 1 ? "build" : "test");
    all.put("steps", List.of());
    all.put("check_run_url", json.address(repo) + "/check-runs/" + id);
    all.put("labels", List.of("ubuntu-latest"));
    all.put("runner_id", 1);
    all.put("runner_name", "GitHub Actions 1");
    all.put("runner_group_id", 0);
    all.put("runner_group_name", "GitHub Actions");
    return all;
  }
}
