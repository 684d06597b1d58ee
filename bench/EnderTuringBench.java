import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a history of Ender Turing costs: sessions with tags, scores, summaries and comments from the
 * sandbox into the embedded PostgreSQL.
 */
public final class EnderTuringBench {

  private static final int PER_DAY = 500;

  private EnderTuringBench() {}

  /** Arguments: the address of the sandbox, how many sessions, the folder for data. */
  public static void main(String[] args) throws Exception {
    int days = Math.max(1, Integer.parseInt(args[1]) / PER_DAY);
    HttpClient http = HttpClient.newHttpClient();
    String grow = "{\"days\": %d, \"perDay\": %d}".formatted(days, PER_DAY);
    http.send(
        HttpRequest.newBuilder(URI.create(args[0] + "/sandbox/enderturing/grow"))
            .POST(HttpRequest.BodyPublishers.ofString(grow))
            .build(),
        BodyHandlers.discarding());
    Map<String, String> overrides =
        new HashMap<>(
            Map.of(
                "enderturing.base-url",
                args[0] + "/enderturing",
                "enderturing.token",
                "ender-sandbox-personal-token",
                "caravan.data-dir",
                Path.of(args[2]).toAbsolutePath().toString(),
                "embedded.binaries-dir",
                Path.of(".caravan/postgres").toAbsolutePath().toString()));
    Settings settings = Settings.load(Path.of("").toAbsolutePath(), overrides, Map.of());
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    RunOptions span =
        RunOptions.backfill(today.minusDays(days) + "T00:00:00Z", today + "T00:00:00Z");
    try (Caravan caravan = Caravan.startFor(settings, "enderturing")) {
      long callsBefore = calls(http, args[0]);
      long cpuBefore = system.getProcessCpuTime();
      long begin = System.nanoTime();
      Run run = caravan.run("enderturing", "bench", span, Map.of("dbtLater", "true"));
      double seconds = (System.nanoTime() - begin) / 1e9;
      double cpu = (system.getProcessCpuTime() - cpuBefore) / 1e9;
      if (run.state() != RunState.SUCCEEDED) {
        throw run.failure();
      }
      long rows = 0;
      for (Step step : run.steps()) {
        rows += step.counted("new") + step.counted("changed");
      }
      long calls = calls(http, args[0]) - callsBefore;
      System.out.printf(
          Locale.ROOT,
          "%,d sessions, %,d rows, %,d calls: %.1f s, %,.0f calls/s; peak %s resident, heap %d MB"
              + " (wanted: 128)%n",
          (long) days * PER_DAY,
          rows,
          calls,
          seconds,
          calls / seconds,
          resident(),
          Runtime.getRuntime().maxMemory() >> 20);
      System.out.printf(
          Locale.ROOT,
          "client CPU %.1f s, %.0f microseconds a row (wanted: 100); of it garbage %.1f s; the"
              + " compiler took %.1f s by the clock, the start included%n",
          cpu,
          cpu * 1e6 / rows,
          collecting() / 1e3,
          ManagementFactory.getCompilationMXBean().getTotalCompilationTime() / 1e3);
    }
    System.exit(0);
  }

  private static long calls(HttpClient http, String sandbox) throws Exception {
    String counts =
        http.send(
                HttpRequest.newBuilder(URI.create(sandbox + "/sandbox/enderturing/counts")).build(),
                BodyHandlers.ofString())
            .body();
    return new ObjectMapper().readTree(counts).path("calls").asLong();
  }

  private static long collecting() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  private static String resident() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
        .findFirst()
        .orElse("?");
  }
}
