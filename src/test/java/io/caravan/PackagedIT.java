package io.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.ExitCode;
import io.caravan.sandbox.DemoRepository;
import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a person uses it: by its launcher, with signals, two at a time. */
class PackagedIT {

  private static final String PIPELINE = "sync-orders-to-pipedrive";

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static Path shop;
  private static Sandbox sandbox;
  private static Map<String, String> settings;

  @BeforeAll
  static void prepare() throws IOException {
    shop = DemoRepository.create(folder.resolve("shop"));
    sandbox = Sandbox.start(0);
    settings =
        Map.of(
            "caravan.data-dir", folder.resolve("data").toString(),
            "jaffle.repository", shop.toString(),
            "pipedrive.base-url", sandbox.address().toString(),
            "pipedrive.token", PipedriveSandbox.API_TOKEN);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void isReadySoonWhenItHasRunBefore() throws IOException {
    Map<String, String> serving = new HashMap<>(settings);
    try (ServerSocket free = new ServerSocket(0)) {
      serving.put("http.port", Integer.toString(free.getLocalPort()));
    }
    List<Double> seconds = new ArrayList<>();
    for (int start = 0; start < 4; start++) {
      try (Packaged serve = Packaged.launcher(serving, "serve")) {
        String ready = serve.await("ready in ");
        assertThat(ready).as(serve.said()).isNotNull();
        seconds.add(Double.valueOf(ready.split(" ")[2]));
        serve.interrupt();
        assertThat(serve.exitCode()).as(serve.said()).isZero();
      }
    }
    System.out.println("PackagedIT: ready after (s) " + seconds + ", the first one was cold");
    // The promise is 2 s on a machine that has nothing else to do; on a busy one only that it
    // does not hang can be held.
    assertThat(seconds.subList(1, 4).stream().mapToDouble(Double::doubleValue).min().orElseThrow())
        .isLessThan(12);
  }

  @Test
  void ofTwoStartsAtOnceOneRunsAndTheOtherNamesIt() {
    long begin = System.nanoTime();
    try (Packaged one = Packaged.launcher(settings, "run", PIPELINE);
        Packaged two = Packaged.launcher(settings, "run", PIPELINE)) {
      while (!one.endsWithin(Duration.ofMillis(20)) && !two.endsWithin(Duration.ofMillis(20))) {
        continue;
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      boolean oneIsLate = one.endsWithin(Duration.ZERO);
      Packaged late = oneIsLate ? one : two;
      Packaged runs = oneIsLate ? two : one;

      assertThat(late.exitCode()).as(late.said()).isEqualTo(ExitCode.ALREADY_RUNNING.number());
      assertThat(late.said())
          .contains("E701 " + PIPELINE + " is already running")
          .contains("on " + runs.pid() + "@")
          .contains("./caravan status");
      assertThat(runs.exitCode()).as(runs.said()).isZero();
      System.out.println("PackagedIT: the second start ended after " + took.toMillis() + " ms");
      assertThat(took).isLessThan(Duration.ofSeconds(20));
    }
    everyOrderHasOneDeal();
  }

  @Test
  void ctrlCSavesEndsWith130AndTheNextRunCompletes() {
    DemoRepository.change(shop, 10, "shipped");
    try (Packaged run = Packaged.launcher(settings, "run", PIPELINE)) {
      run.await("dbt build", "running");
      run.interrupt();
      assertThat(run.exitCode()).as(run.said()).isEqualTo(ExitCode.INTERRUPTED.number());
      assertThat(run.said()).contains("INTERRUPTED").contains("./caravan run " + PIPELINE);
    }
    int before = sandbox.pipedrive().writeCalls();
    // Something to do in the sync, whichever test was first.
    for (int order = 20; order < 40; order++) {
      DemoRepository.change(shop, order, order % 2 == 0 ? "completed" : "return_pending");
    }
    sandbox.pipedrive().delayNext(null, "/api/v2/deals", Duration.ofMillis(100), 1000);
    try (Packaged run = Packaged.launcher(settings, "run", PIPELINE)) {
      run.await("pipedrive.load-file", "running");
      while (sandbox.pipedrive().writeCalls() < before + 3
          && !run.endsWithin(Duration.ofMillis(5))) {
        continue;
      }
      run.interrupt();
      assertThat(run.exitCode()).as(run.said()).isEqualTo(ExitCode.INTERRUPTED.number());
    }
    sandbox.pipedrive().clearFaults();
    try (Packaged run = Packaged.launcher(settings, "run", PIPELINE)) {
      assertThat(run.exitCode()).as(run.said()).isZero();
    }
    everyOrderHasOneDeal();
  }

  @Test
  void theDemoNeedsNoNetwork() throws Exception {
    List<String> alone =
        List.of("unshare", "-rn", "sh", "-c", "ip link set lo up; exec \"$@\"", "-");
    boolean possible =
        new ProcessBuilder(Stream.concat(alone.stream(), Stream.of("true")).toList())
                .redirectErrorStream(true)
                .start()
                .waitFor()
            == 0;
    Map<String, String> elsewhere = new HashMap<>();
    elsewhere.put("caravan.data-dir", folder.resolve("demo-data").toString());
    for (String proxy : List.of("http_proxy", "https_proxy", "all_proxy")) {
      elsewhere.put(proxy, "http://127.0.0.1:9");
    }
    System.out.println(
        "PackagedIT: the demo runs "
            + (possible ? "in a network of its own" : "with proxies that do not answer"));
    try (Packaged demo = Packaged.launcher(possible ? alone : List.of(), elsewhere, "demo")) {
      assertThat(demo.exitCode()).as(demo.said()).isZero();
      assertThat(demo.said())
          .contains("The first run created 134 deals")
          .contains("The second one compared and made 0 write calls");
    }
  }

  private static void everyOrderHasOneDeal() {
    List<Map<String, Object>> deals = sandbox.pipedrive().deals();
    List<String> orders =
        deals.stream()
            .map(deal -> ((Map<?, ?>) deal.get("custom_fields")).values().toString())
            .toList();
    assertThat(orders).doesNotHaveDuplicates();
    try {
      assertThat(orders).hasSameSizeAs(new ShopFiles(shop.resolve("seeds")).deals().keySet());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
