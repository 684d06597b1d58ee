package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.contracts.GitHubContract;
import io.caravan.sandbox.http.Exchange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox answers what GitHub's contract allows, and only that. */
class GitHubContractTest {

  private final GitHubContract contract = GitHubContract.load();
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
