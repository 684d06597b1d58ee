package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.Packaged;
import io.caravan.TestDatabase;
import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.error.ExitCode;
import io.caravan.load.MariaDbServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The packaged program loads Ender Turing into MariaDB and is killed at random moments of that. In
 * the end the tables hold exactly what the service holds, and after no kill is the bookmark ahead
 * of the rows. {@code -Dcaravan.seed=N} repeats the moments of an earlier run, as far as time can
 * be repeated.
 */
class EnderTuringKillIT {

  private static final int KILLS = 20;
  private static final int TRIALS = 40;
  private static final int DAYS = 40;

  private final long seed = Long.getLong("caravan.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final EnderTuringRig rig = new EnderTuringRig();
  private final Map<String, String> settings = new HashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private Connections connections;

  @BeforeEach
  void start() throws Exception {
    MariaDbServer server = MariaDbServer.find().orElse(null);
    assumeTrue(server != null, "no mariadbd on this machine");
    Settings warehouse = TestDatabase.settings(Map.of());
    for (String key : List.of("url", "user", "password")) {
      settings.put("db.warehouse." + key, warehouse.get("db.warehouse." + key, ""));
    }
    String data = "target/test-data/kill-" + UUID.randomUUID();
    settings.put("caravan.data-dir", Path.of(data).toAbsolutePath().toString());
    settings.put("caravan.lease-ttl", "1s");
    settings.put("db.destination.url", server.create());
    settings.put("enderturing.base-url", rig.address());
    settings.put("enderturing.token", io.caravan.sandbox.EnderTuringSandbox.TOKEN);
    settings.put("enderturing.start", rig.today().minusDays(DAYS) + "T00:00:00Z");
    endAtMidnight();
    settings.put("enderturing.recent", "P3D");
    connections = new Connections(Settings.load(Path.of(""), settings, Map.of()), null);
  }

  /** The processes have the clock of the machine: when a day begins they read what was today. */
  private void endAtMidnight() {
    Predicate<Map<String, Object>> over = EnderTuringExpected.over(rig.today());
    rig.service().records("sessions").stream()
        .filter(over.negate())
        .forEach(session -> rig.service().delete("sessions", session.get("id")));
  }

  @AfterEach
  void stop() {
    rig.close();
    if (connections != null) {
      connections.close();
    }
  }

  private DataSource database() {
    return connections.of("enderturing.sessions");
  }

  @Test
  void twentyKillsLoseAndDoubleNothingInMariaDb() throws Exception {
    System.out.println("EnderTuringKillIT: -Dcaravan.seed=" + seed);
    rig.onExchange(exchange -> calls.incrementAndGet());
    runToItsEnd();
    int callsOfARun = calls.get();
    String end = cursor();
    int kills = 0;
    int behindAPage = 0;
    for (int trial = 1; kills < KILLS; trial++) {
      assertThat(trial).as("trials; too many ended before their kill").isLessThanOrEqualTo(TRIALS);
      if (trial % 4 == 1 || cursor().equals(end)) {
        everythingChanges("queue " + trial);
      }
      try (Packaged run = Packaged.java(settings, "run", "enderturing")) {
        run.await("enderturing.sessions");
        if (trial % 2 == 0) {
          awaitAPage(run);
        } else {
          awaitCalls(run, random.nextInt(callsOfARun / 2));
        }
        boolean killed = run.kill();
        kills += killed ? 1 : 0;
        behindAPage += killed && !cursor().isEmpty() ? 1 : 0;
        System.out.printf(
            "EnderTuringKillIT: trial %d: %s, bookmark %s%n",
            trial, killed ? "killed" : "had ended", cursor());
      }
      bookmarkIsNotAhead();
    }
    assertThat(behindAPage).as("kills after a page was stored").isGreaterThan(5);
    runToItsEnd();
    tablesHoldWhatTheServiceHolds();
  }

  /** Until another page is stored, and a little longer. */
  private void awaitAPage(Packaged run) throws Exception {
    String before = cursor();
    while (cursor().equals(before) && !run.endsWithin(Duration.ofMillis(5))) {
      continue;
    }
    run.endsWithin(Duration.ofMillis(random.nextInt(300)));
  }

  /** A time would be too short on a busy machine, and too long on a quick one. */
  private void awaitCalls(Packaged run, int more) {
    int wanted = calls.get() + more;
    while (calls.get() < wanted && !run.endsWithin(Duration.ofMillis(3))) {
      continue;
    }
  }

  /** Every session gets another value, and all are read again. */
  private void everythingChanges(String queue) throws SQLException {
    for (Map<String, Object> session : rig.service().records("sessions")) {
      rig.service().change("sessions", session.get("id"), Map.of("queue_name", queue));
    }
    try (var connection = database().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("update caravan_bookmarks set value = null");
    }
  }

  private String cursor() throws Exception {
    try (var connection = database().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select value from caravan_bookmarks where stream = 'enderturing.sessions'")) {
      return row.next() && row.getString(1) != null
          ? new ObjectMapper().readTree(row.getString(1)).path("cursor").asText()
          : "";
    }
  }

  /** Every session before the bookmark is there as the service has it now, links and all. */
  private void bookmarkIsNotAhead() throws Exception {
    String cursor = cursor();
    EnderTuringRows rows = new EnderTuringRows(database());
    EnderTuringExpected behind = expected(cursor);
    for (String table : List.of("sessions", "sessions_categories", "sessions_scores")) {
      Set<String> missing = new HashSet<>(behind.rows(table));
      missing.removeAll(rows.of(table));
      assertThat(missing).as("rows of %s behind %s that are not there", table, cursor).isEmpty();
    }
  }

  private EnderTuringExpected expected(String before) {
    String first = rig.today().minusDays(DAYS).toString();
    return new EnderTuringExpected(
        rig.service(),
        ZoneOffset.UTC,
        session ->
            EnderTuringExpected.over(rig.today()).test(session)
                && session.get("start_dt").toString().compareTo(first) >= 0
                && session.get("start_dt").toString().compareTo(before) < 0);
  }

  private void tablesHoldWhatTheServiceHolds() throws Exception {
    EnderTuringRows rows = new EnderTuringRows(database());
    EnderTuringExpected expected = expected("9999");
    for (String table : EnderTuringExpected.TABLES) {
      assertThat(rows.of(table)).as(table).isEqualTo(expected.rows(table));
    }
  }

  /** As a scheduler would: as long as the lease of the killed run lasts, it comes again. */
  private void runToItsEnd() {
    int code = ExitCode.ALREADY_RUNNING.number();
    String said = "";
    for (int i = 0; i < 5 && code == ExitCode.ALREADY_RUNNING.number(); i++) {
      try (Packaged run = Packaged.java(settings, "run", "enderturing")) {
        code = run.exitCode();
        said = run.said();
      }
    }
    assertThat(code).as(said).isZero();
  }
}
