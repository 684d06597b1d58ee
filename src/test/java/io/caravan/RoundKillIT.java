package io.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.config.Settings;
import io.caravan.embedded.EmbeddedPostgres;
import io.caravan.sandbox.WrikeSandbox;
import io.caravan.sandbox.XeroSandbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A round of two systems, one with a login that rotates, killed at random moments. In the end its
 * tables equal those of a project that nobody disturbed, and the login is alive. Wrike is asked
 * with its permanent token: of its logins a renewal that is lost on the way is lost for good.
 * {@code -Dcaravan.seed=N} repeats the moments of an earlier run, as far as time can be repeated.
 */
class RoundKillIT {

  private static final int KILLS = 20;
  private static final int TRIALS = 30;
  private static final List<String> STREAMS =
      List.of(
          "wrike.tasks",
          "wrike.folders",
          "wrike.contacts",
          "wrike.time_logs",
          "wrike.audit_logs",
          "xero.invoices",
          "xero.contacts",
          "xero.bank_transactions",
          "xero.budgets",
          "dbt build");

  private final long seed = Long.getLong("caravan.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir(factory = UnderTarget.class)
  private Path folder;

  @Test
  void twentyKillsLoseAndDoubleNoRowAndNoLogin() throws Exception {
    System.out.println("RoundKillIT: -Dcaravan.seed=" + seed);
    try (SandboxProcess sandbox = SandboxProcess.start()) {
      liftLimits(sandbox);
      Map<String, String> killed = settings("killed", sandbox);
      int kills = 0;
      for (int trial = 0; kills < KILLS; trial++) {
        assertThat(trial).as("trials; too many ended before their kill").isLessThan(TRIALS);
        change(sandbox, trial);
        try (Packaged round = Packaged.java(killed, "run", "round")) {
          String stream = STREAMS.get(random.nextInt(STREAMS.size()));
          round.await(stream);
          round.endsWithin(Duration.ofMillis(random.nextInt(200)));
          boolean landed = round.kill();
          kills += landed ? 1 : 0;
          System.out.printf(
              "RoundKillIT: trial %d, %s: %s%n",
              trial + 1, stream, landed ? "killed" : "had ended");
        }
      }
      order(sandbox, "xero/faults", "{'fault':'clear'}");
      runToItsEnd(killed);
      System.out.println(
          "RoundKillIT: renewals asked for: " + sandbox.ask("xero/counts").path("tokenCalls"));
      Map<String, String> undisturbed = settings("undisturbed", sandbox);
      runToItsEnd(undisturbed);

      assertThat(tables(killed)).isEqualTo(tables(undisturbed));

      order(sandbox, "xero/faults", "{'fault':'expire-access-tokens'}");
      runToItsEnd(killed);
      assertThat(written(killed)).isEqualTo("0");
    }
  }

  private Map<String, String> settings(String name, SandboxProcess sandbox) {
    Map<String, String> settings = new HashMap<>();
    settings.put("caravan.data-dir", folder.resolve(name).toString());
    settings.put("caravan.lease-ttl", "1s");
    settings.put("rounds.pipelines", "wrike, xero");
    settings.put("dbt.command", WarmDbt.command().toString());
    settings.put("rounds.dbt-select", "stg_wrike__contacts stg_wrike__contact_profiles");
    for (String system : List.of("wrike", "xero")) {
      settings.put(system + ".enabled", "true");
      settings.put(system + ".base-url", sandbox.address().toString());
    }
    settings.put("wrike.token", WrikeSandbox.PERMANENT_TOKEN);
    settings.put("xero.token-url", sandbox.address() + "/connect/token");
    settings.put("xero.client-id", XeroSandbox.CLIENT_ID);
    settings.put("xero.client-secret", XeroSandbox.CLIENT_SECRET);
    settings.put(
        "xero.refresh-token", sandbox.post("xero/login", "").path("refresh_token").asText());
    return settings;
  }

  /** As many rounds as a minute can hold, so that none waits for the calls of the one before. */
  private static void liftLimits(SandboxProcess sandbox) {
    order(sandbox, "wrike/faults", "{'fault':'minute-limit','calls':100000}");
    order(sandbox, "xero/faults", "{'fault':'minute-limit','calls':100000}");
    order(sandbox, "xero/faults", "{'fault':'day-limit','calls':1000000}");
  }

  /** New and changed records, a dead access token, and now and then a renewal without an answer. */
  private void change(SandboxProcess sandbox, int trial) {
    String task =
        order(sandbox, "wrike/add", "{'list':'tasks','fields':{'title':'Added %d'}}", trial)
            .path("id")
            .asText();
    order(
        sandbox,
        "wrike/change",
        "{'list':'tasks','id':'%s','fields':{'title':'Changed %d'}}",
        task,
        trial);
    String tenant = sandbox.ask("xero/tenants").fieldNames().next();
    String contact =
        order(
                sandbox,
                "xero/change",
                "{'tenant':'%s','kind':'CONTACTS','fields':{'Name':'Added %d','ContactStatus':'ACTIVE'}}",
                tenant,
                trial)
            .path("id")
            .asText();
    order(
        sandbox,
        "xero/change",
        "{'tenant':'%s','kind':'CONTACTS','id':'%s','fields':{'Name':'Changed %d'}}",
        tenant,
        contact,
        trial);
    order(sandbox, "xero/faults", "{'fault':'expire-access-tokens'}");
    // One lost answer is asked for again at once. Two in a row are a provider in trouble, which is
    // left alone for some minutes: what an earlier round did not meet must not add up.
    order(sandbox, "xero/faults", "{'fault':'clear'}");
    if (trial % 3 == 2) {
      order(sandbox, "xero/faults", "{'fault':'lose-token-answer'}");
    }
  }

  private static JsonNode order(SandboxProcess sandbox, String what, String json, Object... parts) {
    return sandbox.post(what, json.formatted(parts).replace('\'', '"'));
  }

  /** As a scheduler would: as long as a lease of the killed round lasts, it comes again. */
  private static void runToItsEnd(Map<String, String> settings) {
    int code = -1;
    String said = "";
    for (int i = 0; i < 5 && code != 0; i++) {
      try (Packaged run = Packaged.java(settings, "run", "round")) {
        code = run.exitCode();
        said = run.said();
      }
    }
    assertThat(code).as(said).isZero();
  }

  /** Every row of both systems, without what tells of its loading; twice when it is there twice. */
  private static Map<String, List<String>> tables(Map<String, String> settings) throws Exception {
    return asked(
        settings,
        connection -> {
          Map<String, List<String>> tables = new TreeMap<>();
          for (String table :
              column(
                  connection,
                  "select table_schema || '.' || table_name from information_schema.tables"
                      + " where table_schema in ('wrike', 'xero') and table_type = 'BASE TABLE'")) {
            tables.put(
                table,
                column(
                    connection,
                    "select (jsonb_build_object('gone', to_jsonb(t) ->> '_deleted_at' is not null) || to_jsonb(t)"
                        + " - '_loaded_at' - '_run_id' - '_deleted_at')::text from "
                        + table
                        + " t order by 1"));
          }
          assertThat(tables.get("wrike.tasks")).hasSizeGreaterThan(1203);
          return tables;
        });
  }

  /** How many rows the last round wrote. */
  private static String written(Map<String, String> settings) throws Exception {
    return asked(
        settings,
        connection ->
            column(
                    connection,
                    "select sum(coalesce((counts ->> 'new')::int, 0) + coalesce((counts ->> 'changed')::int, 0))::text"
                        + " from caravan.steps where started_at >="
                        + " (select max(started_at) from caravan.runs where pipeline = 'round')")
                .get(0));
  }

  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private static <T> T asked(Map<String, String> settings, Question<T> question) throws Exception {
    Map<String, String> local = new HashMap<>(settings);
    local.put("embedded.binaries-dir", ".caravan/postgres");
    try (EmbeddedPostgres database =
            EmbeddedPostgres.start(Settings.load(Packaged.PROJECT, local, Map.of()));
        Connection connection = TestDatabase.connect(database.address())) {
      return question.ask(connection);
    }
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }
}
