package io.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.config.Settings;
import io.caravan.embedded.EmbeddedPostgres;
import io.caravan.error.ExitCode;
import io.caravan.sandbox.DemoRepository;
import io.caravan.sandbox.PipedriveSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, killed at random moments of its run, some times together with its database.
 * {@code -Dcaravan.seed=N} repeats the moments of an earlier run, as far as time can be repeated.
 */
class KillIT {

  private static final String PIPELINE = "sync-orders-to-pipedrive";
  private static final int KILLS = 20;
  private static final int TRIALS = 30;

  private final long seed = Long.getLong("caravan.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir(factory = UnderTarget.class)
  private Path folder;

  /** Where in a run the kill is to land. */
  private enum Phase {
    START,
    STREAMS,
    DBT,
    SYNC;

    /** In 20 trials: 3 at the start, 6 in the streams, 3 in dbt, 8 in the sync. */
    static Phase of(int trial) {
      return List.of(SYNC, STREAMS, SYNC, DBT, START, SYNC, STREAMS).get(Math.floorMod(trial, 7));
    }
  }

  @Test
  void twentyKillsLeaveOneDealPerOrderWithTheRightValues() throws Exception {
    System.out.println("KillIT: -Dcaravan.seed=" + seed);
    Path shop = DemoRepository.create(folder.resolve("shop"));
    List<Integer> orders = new ArrayList<>(IntStream.rangeClosed(1, 150).boxed().toList());
    Collections.shuffle(orders, random);
    try (SandboxProcess sandbox = SandboxProcess.start()) {
      Map<String, String> settings = settings(shop, sandbox);
      logIn(settings, sandbox.login());
      sandbox.fault(
          "{'fault':'delay','method':'POST','path':'/api/v2/deals','milliseconds':20,'times':10000}");

      int kills = 0;
      for (int trial = 0; kills < KILLS; trial++) {
        assertThat(trial).as("trials; too many ended before their kill").isLessThan(TRIALS);
        DemoRepository.change(shop, orders.remove(0), status());
        sandbox.fault("{'fault':'expire-access-tokens'}");
        Phase phase = Phase.of(trial);
        if (phase == Phase.DBT) {
          // What is killed here is the program as it was installed.
          settings.remove("dbt.command");
        } else {
          settings.put("dbt.command", WarmDbt.command().toString());
        }
        try (Packaged run = Packaged.java(settings, "run", PIPELINE)) {
          goOnUntil(phase, run, sandbox);
          boolean withDatabase = trial % 6 == 5;
          boolean killed = run.kill();
          if (withDatabase) {
            killDatabase();
          }
          kills += killed ? 1 : 0;
          System.out.printf(
              "KillIT: trial %d, %s%s: %s, %d deals%n",
              trial + 1,
              phase,
              withDatabase ? " and the database" : "",
              killed ? "killed" : "had ended",
              sandbox.ask("counts").path("deals").asInt());
        }
      }

      runToItsEnd(settings);
      everyOrderHasOneDeal(new ShopFiles(shop.resolve("seeds")), sandbox);
      tablesEqualTheFiles(new ShopFiles(shop.resolve("seeds")), settings);

      int writes = sandbox.writeCalls();
      sandbox.fault("{'fault':'expire-access-tokens'}");
      runToItsEnd(settings);
      assertThat(sandbox.writeCalls()).isEqualTo(writes);
    }
  }

  private Map<String, String> settings(Path shop, SandboxProcess sandbox) {
    Map<String, String> settings = new HashMap<>();
    settings.put("caravan.data-dir", folder.resolve("data").toString());
    settings.put("caravan.lease-ttl", "1s");
    settings.put("jaffle.repository", shop.toString());
    settings.put("pipedrive.base-url", sandbox.address().toString());
    settings.put("pipedrive.token-url", sandbox.address() + "/oauth/token");
    settings.put("pipedrive.client-id", PipedriveSandbox.CLIENT_ID);
    settings.put("pipedrive.client-secret", PipedriveSandbox.CLIENT_SECRET);
    settings.put("pipedrive.settle-time", "1s");
    settings.put("pipedrive.max-delete-percent", "100");
    return settings;
  }

  private static void logIn(Map<String, String> settings, JsonNode login) {
    for (String part : List.of("access-token", "refresh-token")) {
      String value = login.path(part.replace('-', '_')).asText();
      try (Packaged set = Packaged.java(settings, "pipedrive", "set-auth", part)) {
        assertThat(set.type(value).exitCode()).as(set.said()).isZero();
      }
    }
  }

  /** As a scheduler would: as long as the lease of the killed run lasts, it comes again. */
  private static void runToItsEnd(Map<String, String> settings) {
    int code = ExitCode.ALREADY_RUNNING.number();
    String said = "";
    for (int i = 0; i < 5 && code == ExitCode.ALREADY_RUNNING.number(); i++) {
      try (Packaged run = Packaged.java(settings, "run", PIPELINE)) {
        code = run.exitCode();
        said = run.said();
      }
    }
    assertThat(code).as(said).isZero();
  }

  private String status() {
    return List.of("placed", "shipped", "completed", "return_pending", "returned")
        .get(random.nextInt(5));
  }

  private void goOnUntil(Phase phase, Packaged run, SandboxProcess sandbox) {
    switch (phase) {
      case START -> pass(run, 1500);
      case STREAMS -> {
        run.await("jaffle." + List.of("customers", "orders", "payments").get(random.nextInt(3)));
        pass(run, 150);
      }
      case DBT -> {
        run.await("dbt build", "running");
        pass(run, 6000);
      }
      case SYNC -> {
        int before = sandbox.writeCalls();
        int wanted = before + 1 + random.nextInt(25);
        run.await("pipedrive.load-file", "running");
        Duration moment = Duration.ofMillis(3);
        while (sandbox.writeCalls() < wanted && !run.endsWithin(moment)) {
          continue;
        }
        pass(run, 40);
      }
    }
  }

  private void pass(Packaged run, int atMostMillis) {
    run.endsWithin(Duration.ofMillis(random.nextInt(atMostMillis)));
  }

  private void killDatabase() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"), 4)) {
      Path pid =
          files
              .filter(file -> file.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("No database to kill"));
      ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip()))
          .ifPresent(
              server -> {
                server.destroyForcibly();
                server.onExit().join();
              });
    }
  }

  private static void everyOrderHasOneDeal(ShopFiles files, SandboxProcess sandbox)
      throws IOException {
    TreeMap<Integer, List<String>> expected = new TreeMap<>();
    files.deals().forEach((order, deal) -> expected.put(order, List.of(deal)));
    assertThat(sandbox.dealsByOrder()).isEqualTo(expected);
    assertThat(sandbox.creationsByOrder().values()).containsOnly(1);
  }

  private static void tablesEqualTheFiles(ShopFiles files, Map<String, String> settings)
      throws IOException, SQLException {
    Map<String, String> local = new HashMap<>(settings);
    local.put("embedded.binaries-dir", ".caravan/postgres");
    try (EmbeddedPostgres database =
            EmbeddedPostgres.start(Settings.load(Packaged.PROJECT, local, Map.of()));
        Connection connection = TestDatabase.connect(database.address())) {
      assertThat(rows(connection, "select id, first_name, last_name from jaffle.customers"))
          .containsExactlyInAnyOrderElementsOf(files.rows("customers"));
      assertThat(rows(connection, "select id, user_id, order_date, status from jaffle.orders"))
          .containsExactlyInAnyOrderElementsOf(files.rows("orders"));
      assertThat(
              rows(connection, "select id, order_id, payment_method, amount from jaffle.payments"))
          .containsExactlyInAnyOrderElementsOf(files.rows("payments"));
      assertThat(rows(connection, "select run_id from caravan.runs where state = 'running'"))
          .isEmpty();
      System.out.println(
          "KillIT: runs by state "
              + rows(connection, "select state, count(*) from caravan.runs group by 1").stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(" ")));
    }
  }

  private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
