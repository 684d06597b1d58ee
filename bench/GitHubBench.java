import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * How many calls the first and the second read of an organisation take, and how long. Where the limit of an hour is met the run ends as waiting; then
 * the hour passes at once in the sandbox, and the run is begun again, as a schedule would do it.
 */
public final class GitHubBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AN_HOUR = 5_000;
  private static final double WANTED_PERCENT = 5;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String sandbox;
  private final Settings settings;

  /** What one read was: all its runs together. */
  private record Read(int runs, long calls, long unchanged, long most, long written, double seconds) {}

  private GitHubBench(String sandbox, String data) {
    this.sandbox = sandbox;
    this.settings =
        Settings.load(
            Path.of("").toAbsolutePath(),
            Map.of(
                "caravan.data-dir", data,
                "db.warehouse.url", "",
                "embedded.binaries-dir", Path.of(".caravan/postgres").toAbsolutePath().toString(),
                "github.base-url", sandbox + "/github",
                "github.token", "github-sandbox-token",
                "github.organizations", "acme"),
            Map.of());
  }

  /** Arguments: the address of the sandbox, the folder for data, then repositories, and commits, pull requests and runs of each, and members. */
  public static void main(String[] args) throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    GitHubBench bench = new GitHubBench(args[0], args[1]);
    for (int i = 1; i <= Integer.parseInt(args[2]); i++) {
      bench.order(
          "projects/sow",
          "{\"repository\":\"repository-%d\",\"commits\":%s,\"pulls\":%s,\"runs\":%s}".formatted(i, args[3], args[4], args[5]));
    }
    for (int i = 1; i <= Integer.parseInt(args[6]); i++) {
      bench.order("projects/member", "{\"organization\":\"acme\",\"login\":\"member-%d\"}".formatted(i));
    }
    Read first = bench.read();
    bench.passAnHour();
    Read second = bench.read();
    double percent = 100.0 * second.calls / first.calls;
    System.out.printf(Locale.ROOT, "%-34s %12s %12s   %s%n", "", "first", "second", "wanted");
    row("calls", first.calls, second.calls, "");
    row("  of them answered 304", first.unchanged, second.unchanged, "");
    row("  of them that count", first.calls - first.unchanged, second.calls - second.unchanged, "");
    row("most that count in an hour", first.most, second.most, "<= " + AN_HOUR);
    row("runs (one for each hour)", first.runs, second.runs, "");
    row("rows written", first.written, second.written, "second 0");
    row("seconds, start of the process aside", first.seconds, second.seconds, "");
    row("rows a second", first.written / first.seconds, 0, "");
    System.out.printf(Locale.ROOT, "calls of the second, %% of the first  %9s %12.2f   <= %.0f%n", "", percent, WANTED_PERCENT);
    System.out.printf("peak resident %s, heap at most %d MB%n", resident(), Runtime.getRuntime().maxMemory() >> 20);
    boolean good =
        percent <= WANTED_PERCENT && second.written == 0 && first.most <= AN_HOUR && second.most <= AN_HOUR && first.written > 0;
    System.out.println(good ? "as wanted" : "NOT as wanted");
    System.exit(good ? 0 : 1);
  }

  private static void row(String name, double first, double second, String wanted) {
    boolean whole = first == Math.rint(first) && second == Math.rint(second);
    String line = whole ? "%-34s %,12.0f %,12.0f   %s%n" : "%-34s %,12.1f %,12.1f   %s%n";
    System.out.printf(Locale.ROOT, line, name, first, second, wanted);
  }

  /** Runs until everything is read, an hour of the sandbox apart. */
  private Read read() throws Exception {
    Read all = new Read(0, 0, 0, 0, 0, 0);
    while (true) {
      JsonNode before = counts();
      // A process of its own in life: what it knows of the limit is of that hour.
      try (Caravan caravan = Caravan.startFor(settings, "cicd-analytics")) {
        long begin = System.nanoTime();
        Run run = caravan.run("cicd-analytics", "bench", Map.of("dbtLater", "true"));
        double seconds = (System.nanoTime() - begin) / 1e9;
        JsonNode after = counts();
        long calls = after.path("calls").asLong() - before.path("calls").asLong();
        long unchanged = after.path("unchanged").asLong() - before.path("unchanged").asLong();
        long written = 0;
        for (Step step : run.steps()) {
          written += step.counted("new") + step.counted("changed") + step.counted("deleted");
        }
        all =
            new Read(
                all.runs + 1,
                all.calls + calls,
                all.unchanged + unchanged,
                Math.max(all.most, calls - unchanged),
                all.written + written,
                all.seconds + seconds);
        if (run.state() == RunState.SUCCEEDED) {
          return all;
        }
        if (run.state() != RunState.WAITING) {
          throw run.failure();
        }
      }
      passAnHour();
    }
  }

  private void passAnHour() throws Exception {
    order("faults", "{\"fault\":\"advance-clock\",\"seconds\":3600}");
  }

  private void order(String name, String body) throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox + "/sandbox/github/" + name))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(name + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  private JsonNode counts() throws Exception {
    URI counts = URI.create(sandbox + "/sandbox/github/counts");
    return JSON.readTree(http.send(HttpRequest.newBuilder(counts).build(), BodyHandlers.ofString()).body());
  }

  private static String resident() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
        .findFirst()
        .orElse("?");
  }
}
