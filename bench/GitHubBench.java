import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.config.Settings;
import io.caravan.run.Run;
import io.caravan.run.Step;
import io.caravan.sandbox.GitHubSandbox;
import io.caravan.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;

/** How many calls the first and the second read of an organisation take, and how long. */
public final class GitHubBench {

  private GitHubBench() {}

  public static void main(String[] args) {
    int repositories = Integer.parseInt(args[0]);
    int commits = Integer.parseInt(args[1]);
    int first;
    int second;
    try (Sandbox sandbox = Sandbox.start(0)) {
      GitHubSandbox github = sandbox.github();
      for (int i = 1; i <= repositories; i++) {
        github.projects().sow("repository-" + i, commits, 10);
      }
      Settings settings =
          Settings.load(
              Path.of("").toAbsolutePath(),
              Map.of(
                  "caravan.data-dir", "target/bench/github",
                  "db.warehouse.url", "",
                  "embedded.binaries-dir", Path.of(".caravan/postgres").toAbsolutePath().toString(),
                  "github.base-url", sandbox.address() + GitHubSandbox.BASE,
                  "github.token", GitHubSandbox.TOKEN,
                  "github.organizations", "acme"),
              Map.of());
      try (Caravan caravan = Caravan.start(settings, Mode.COMMAND)) {
        first = read(caravan, github, "first");
        second = read(caravan, github, "second");
      }
    }
    System.out.printf("the second read makes %.1f %% of the calls of the first%n", 100.0 * second / first);
    System.exit(second * 20 <= first ? 0 : 1);
  }

  private static int read(Caravan caravan, GitHubSandbox github, String name) {
    int before = github.calls();
    long begin = System.nanoTime();
    Run run = caravan.run("cicd-analytics", "bench", Map.of("dbtLater", "true"));
    double seconds = (System.nanoTime() - begin) / 1e9;
    int calls = github.calls() - before;
    long rows = run.steps().stream().mapToLong(step -> step.counted("new")).sum();
    long changed = run.steps().stream().mapToLong(step -> step.counted("changed")).sum();
    System.out.printf(
        "%-8s %-10s %6d calls %8.1f s %8d new %6d changed%n", name, run.state().word(), calls, seconds, rows, changed);
    for (Step step : run.steps()) {
      System.out.printf("  %-24s %6d calls %8d read%n", step.name(), step.counted("calls"), step.counted("read"));
    }
    return calls;
  }
}
