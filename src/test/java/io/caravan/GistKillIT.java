package io.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.ExitCode;
import io.caravan.sandbox.GitHubSandbox;
import io.caravan.sandbox.PipedriveSandbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, killed at random moments of the export of gists, while replies are lost and
 * failures come after the work. {@code -Dcaravan.seed=N} repeats the moments of an earlier run, as
 * far as time can be repeated.
 */
class GistKillIT {

  private static final int KILLS = 20;
  private static final int TRIALS = 32;
  private static final Pattern ADDRESS = Pattern.compile("gist\\.github\\.com/([0-9a-f]+)\\.git");

  private final long seed = Long.getLong("caravan.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final TreeMap<String, String> gists = new TreeMap<>();

  @TempDir(factory = UnderTarget.class)
  private java.nio.file.Path folder;

  @Test
  void twentyKillsLeaveOneActivityPerGistAsItWasLast() throws Exception {
    System.out.println("GistKillIT: -Dcaravan.seed=" + seed);
    DatabaseAddress database = TestDatabase.create();
    try (SandboxProcess sandbox = SandboxProcess.start()) {
      Map<String, String> settings = settings(database, sandbox);
      assertThat(run(settings)).isZero();
      for (String login : new String[] {"ann", "bob", "cho"}) {
        sandbox.post("github/users", "{\"login\":\"" + login + "\"}");
        sql(database, "insert into people (github_username) values ('" + login + "')");
      }
      sandbox.fault(
          "{'fault':'delay','method':'POST','path':'/api/v2/activities','milliseconds':20,'times':10000}");

      int kills = 0;
      for (int trial = 0; kills < KILLS; trial++) {
        assertThat(trial).as("trials; too many ended before their kill").isLessThan(TRIALS);
        newsAt(sandbox);
        trouble(sandbox, trial);
        try (Packaged run = Packaged.java(settings, "run", "export-gists")) {
          goOnUntil(trial, run, sandbox);
          kills += run.kill() ? 1 : 0;
        }
      }

      sandbox.fault("{'fault':'clear'}");
      int code = ExitCode.ALREADY_RUNNING.number();
      for (int i = 0; i < 5 && code == ExitCode.ALREADY_RUNNING.number(); i++) {
        code = run(settings);
      }
      assertThat(code).isZero();
      eachGistHasOneActivity(sandbox, database);

      int writes = sandbox.writeCalls();
      assertThat(run(settings)).isZero();
      assertThat(sandbox.writeCalls()).isEqualTo(writes);
    }
  }

  private Map<String, String> settings(DatabaseAddress database, SandboxProcess sandbox) {
    Map<String, String> settings = new HashMap<>();
    settings.put("caravan.data-dir", folder.resolve("data").toString());
    settings.put("caravan.lease-ttl", "1s");
    settings.put("db.warehouse.url", database.jdbcUrl());
    settings.put("db.warehouse.user", database.user());
    settings.put("db.warehouse.password", database.password());
    settings.put("github.base-url", sandbox.address() + GitHubSandbox.BASE);
    settings.put("github.token", GitHubSandbox.TOKEN);
    settings.put("pipedrive.base-url", sandbox.address().toString());
    settings.put("pipedrive.token", PipedriveSandbox.API_TOKEN);
    settings.put("pipedrive.settle-time", "300ms");
    settings.put("http.first-wait", "10ms");
    return settings;
  }

  /** Six gists more, and two that are edited. */
  private void newsAt(SandboxProcess sandbox) {
    sandbox.post("github/faults", "{\"fault\":\"advance-clock\",\"seconds\":60}");
    for (int i = 0; i < 6; i++) {
      String login = new String[] {"ann", "bob", "cho"}[random.nextInt(3)];
      String text = "gist " + gists.size();
      JsonNode made =
          sandbox.post(
              "github/gists",
              "{\"login\":\"%s\",\"description\":\"%s\",\"files\":{\"a.txt\":\"a\"}}"
                  .formatted(login, text));
      gists.put(made.path("id").asText(), text);
    }
    for (int i = 0; i < 2; i++) {
      String id = gists.keySet().toArray(new String[0])[random.nextInt(gists.size())];
      String text = gists.get(id) + " edited";
      sandbox.post(
          "github/gists/edit",
          "{\"id\":\"%s\",\"description\":\"%s\",\"files\":{}}".formatted(id, text));
      gists.put(id, text);
    }
  }

  private static void trouble(SandboxProcess sandbox, int trial) {
    sandbox.fault(
        trial % 2 == 0
            ? "{'fault':'lose-reply','method':'POST','path':'/api/v2/','times':1}"
            : "{'fault':'fail-after','method':'POST','path':'/api/v2/activities','times':1}");
  }

  private void goOnUntil(int trial, Packaged run, SandboxProcess sandbox) {
    if (trial % 5 == 4) {
      run.endsWithin(Duration.ofMillis(400 + random.nextInt(1500)));
      return;
    }
    int wanted = sandbox.writeCalls() + 1 + random.nextInt(6);
    run.await("gists.visit");
    while (sandbox.writeCalls() < wanted && !run.endsWithin(Duration.ofMillis(2))) {
      continue;
    }
    run.endsWithin(Duration.ofMillis(random.nextInt(30)));
  }

  private static int run(Map<String, String> settings) {
    try (Packaged run = Packaged.java(settings, "run", "export-gists")) {
      int code = run.exitCode();
      if (code != 0) {
        System.out.println(run.said());
      }
      return code;
    }
  }

  private void eachGistHasOneActivity(SandboxProcess sandbox, DatabaseAddress database)
      throws SQLException {
    TreeMap<String, String> subjects = new TreeMap<>();
    int count = 0;
    for (JsonNode activity : sandbox.ask("activities")) {
      Matcher address = ADDRESS.matcher(activity.path("note").asText());
      assertThat(address.find()).isTrue();
      subjects.put(address.group(1), activity.path("subject").asText());
      count++;
    }
    assertThat(subjects).isEqualTo(gists);
    assertThat(count).isEqualTo(gists.size());
    assertThat(sandbox.ask("persons")).hasSize(3);
    assertThat(sql(database, "select gist_id from gists where activity_id is not null"))
        .isEqualTo(new TreeSet<>(gists.keySet()));
    System.out.println("GistKillIT: " + count + " gists, each one activity");
  }

  private static TreeSet<String> sql(DatabaseAddress database, String sql) throws SQLException {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement()) {
      TreeSet<String> found = new TreeSet<>();
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
      }
      return found;
    }
  }
}
