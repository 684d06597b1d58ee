package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.contracts.GitHubContract;
import io.caravan.contracts.VendorContract;
import io.caravan.sandbox.http.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox answers what GitHub's contract allows, and only that. */
class GitHubContractTest {

  private final GitHubContract contract = VendorContract.required(GitHubContract.load());
  private final List<Exchange> traffic = new CopyOnWriteArrayList<>();
  private Sandbox sandbox;
  private GitHubSandbox github;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    sandbox.onExchange(traffic::add);
    github = sandbox.github();
    caller = new Caller(sandbox.address());
    caller.use(GitHubSandbox.TOKEN);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void gistsAndUsersAreAsInTheContract() {
    String id = github.addGist("octocat", "long", Map.of("a.txt", "x".repeat(1_100_000)));
    caller.get("/github/users/octocat");
    caller.get("/github/users/octocat/gists?per_page=2&since=2026-01-01T00:00:00Z");
    caller.get("/github/gists/" + id);
    caller.get("/github/rate_limit");

    assertThat(traffic).hasSize(4);
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }

  @Test
  void organisationsAndRepositoriesAreAsInTheContract() throws Exception {
    String shop = "/github/repos/acme/shop";
    caller.get("/github/orgs/acme/members?per_page=2");
    caller.get("/github/orgs/acme/repos?type=all&sort=created&direction=asc");
    caller.get(shop);
    caller.get(shop + "/commits?per_page=100&since=2024-01-10T00:00:00Z");
    caller.get(shop + "/pulls?state=all&sort=updated&direction=desc&per_page=100");
    caller.get(shop + "/pulls/3/reviews");
    caller.get(shop + "/actions/runs?per_page=100&exclude_pull_requests=true");
    String run =
        caller
            .get(shop + "/actions/runs?status=completed&per_page=1")
            .json()
            .at("/workflow_runs/0/id")
            .asText();
    caller.get(shop + "/actions/runs/" + run + "/jobs?filter=latest");

    assertThat(traffic).hasSize(9);
    assertThat(traffic).extracting(exchange -> exchange.reply().status()).containsOnly(200);
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
    assertThat(traffic.get(0).reply().headers().get("Link"))
        .contains("/organizations/")
        .contains("page=2>; rel=\"next\"");
    assertThat(traffic.get(3).reply().headers().get("Link")).contains("/repositories/");
  }

  @Test
  void aRenamedRepositoryAndAnEmptyOneAnswerAsGitHubDoes() {
    github.projects().renameRepo("acme", "tools", "instruments");
    caller.get("/github/repos/acme/tools");
    caller.get("/github/repos/acme/tools/commits?per_page=5");
    String there = traffic.get(1).reply().headers().get("Location");
    caller.get(there.substring(there.indexOf("/github/")));
    caller.get("/github/repos/acme/empty/commits");
    caller.get("/github/repos/acme/nothing");

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(301, 301, 200, 409, 404);
    assertThat(there).matches(".*/github/repositories/\\d+/commits\\?per_page=5");
    // The file knows the answer 301 of a repository and of nothing below it.
    traffic.remove(1);
    assertThat(traffic).flatExtracting(contract::problems).isEmpty();
  }

  /** What GitHub really answered, held to the same contract as the sandbox is. */
  @ParameterizedTest
  @ValueSource(strings = {"get-repository", "rename-repository", "paginate-issues"})
  void recordedAnswersAreAsInTheContract(String scenario) throws Exception {
    for (JsonNode call : GitHubContract.recorded(scenario)) {
      boolean changes = !call.path("method").asText().equals("get");
      if (!changes) {
        assertThat(
                contract.problemsOfAnswer(
                    "GET",
                    GitHubSandbox.BASE + call.path("path").asText(),
                    call.path("status").asInt(),
                    Map.of("Content-Type", "application/json"),
                    call.path("response").toString()))
            .isEmpty();
      }
    }
  }

  /** The sandbox answers a repository with every field that GitHub was seen to answer. */
  @Test
  void aRepositoryHasWhatARecordedOneHas() throws Exception {
    Set<String> recorded = new TreeSet<>();
    GitHubContract.recorded("get-repository")
        .get(0)
        .path("response")
        .fieldNames()
        .forEachRemaining(recorded::add);
    Set<String> ours = new TreeSet<>();
    caller.get("/github/repos/acme/shop").json().fieldNames().forEachRemaining(ours::add);
    // Settings of the repository that only its administrators see, and what it belongs to.
    recorded.removeIf(
        name ->
            name.matches(
                "allow_.*|delete_.*|.*_commit_(title|message)|permissions|organization|temp_.*|security.*|web_commit.*|is_template|use_.*|custom_.*|gravatar.*"));

    assertThat(ours).containsAll(recorded);
  }

  @Test
  void refusalsAreAsInTheContract() {
    caller.get("/github/users/nobody");
    caller.get("/github/gists/nothing");
    caller.get("/github/users/octocat/gists?since=yesterday");

    assertThat(traffic)
        .extracting(exchange -> exchange.reply().status())
        .containsExactly(404, 404, 422);
    assertThat(traffic).flatExtracting(contract::problemsOfAnswer).isEmpty();
  }

  @Test
  void theContractNoticesWhatIsWrong() {
    github.failNext("/users/octocat/gists", 200, "[{\"id\":5}]", "application/json", 1);
    caller.get("/github/users/octocat/gists?per_page=many");

    assertThat(contract.problems(traffic.get(0)))
        .anyMatch(problem -> problem.startsWith("GET") && problem.contains("per_page"))
        .anyMatch(problem -> problem.startsWith("200 to GET") && problem.contains("id"));
  }
}
