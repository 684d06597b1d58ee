package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestModels;
import io.caravan.UnderTarget;
import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.contracts.PipedriveContract;
import io.caravan.db.Connections;
import io.caravan.error.ErrorCode;
import io.caravan.error.ExitCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import io.caravan.sandbox.Mutation;
import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole pipeline with the real jaffle shop: git, PostgreSQL, dbt, CSV, and Pipedrive's sandbox
 * over HTTP. Each test begins where a finished run has left off; a run with dbt takes seconds, so
 * there are few.
 */
class SyncOrdersToPipedriveTest {

  private static final String PIPELINE = "sync-orders-to-pipedrive";
  private static final List<String> RAW =
      List.of("jaffle.customers", "jaffle.orders", "jaffle.payments");

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static Shop shop;
  private static Sandbox sandbox;
  private static PipedriveSandbox pipedrive;
  private static List<String> problems;
  private static Caravan caravan;
  private static Run first;
  private static List<Map<String, Object>> firstDeals;

  @BeforeAll
  static void runOnce() throws Exception {
    PipedriveContract contract = PipedriveContract.load();
    shop = Shop.in(folder.resolve("shop"));
    sandbox = Sandbox.start(0);
    pipedrive = sandbox.pipedrive();
    problems = contract.hear(sandbox);
    Settings settings =
        TestModels.settings(
            Map.of(
                "jaffle.repository",
                shop.folder().toString(),
                "pipedrive.base-url",
                sandbox.address().toString(),
                "pipedrive.token",
                PipedriveSandbox.API_TOKEN));
    caravan = Caravan.startFor(settings, "sync-orders-to-pipedrive");
    first = run();
    firstDeals = pipedrive.deals();
  }

  @AfterAll
  static void stop() {
    if (caravan != null) {
      caravan.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static Run run() {
    return caravan.run(PIPELINE, "test", Map.of());
  }

  @Test
  void theFirstRunMakesTheKnownDealsAndTheSecondChangesNothing() throws Exception {
    assertThat(first.state()).as("%s", first.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(firstDeals).hasSize(95);
    assertThat(worthOf("won")).containsExactly(67L, 2206L);
    assertThat(worthOf("open")).containsExactly(28L, 1040L);

    List<String> rows = versionsOfRows();
    int calls = pipedrive.calls();
    List<Map<String, Object>> deals = pipedrive.deals();
    Run second = run();

    assertThat(second.state()).as("%s", second.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(versionsOfRows()).isEqualTo(rows);
    assertThat(pipedrive.deals()).isEqualTo(deals);
    assertThat(pipedrive.calls()).isEqualTo(calls);
    assertThat(step(second, "pipedrive.load-file").counts())
        .doesNotContainKeys("created", "updated", "deleted");
    everythingIsAsTheFilesSay();
  }

  @Test
  void aReturnedOrderLosesItsDealAndAChangedPaymentIsOnePatch() throws Exception {
    int before = pipedrive.ledger().size();
    shop.replace("orders", "2,3,2018-01-02,completed", "2,3,2018-01-02,returned");
    shop.replace("payments", "4,4,coupon,2500", "4,4,coupon,2650");

    Run run = run();

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(step(run, "jaffle.orders").counts()).containsEntry("changed", 1L);
    assertThat(step(run, "jaffle.payments").counts()).containsEntry("changed", 1L);
    List<Mutation> writes = pipedrive.ledger().subList(before, pipedrive.ledger().size());
    assertThat(writes).extracting(Mutation::method).containsExactlyInAnyOrder("PATCH", "DELETE");
    assertThat(writes)
        .filteredOn(write -> write.method().equals("PATCH"))
        .extracting(Mutation::body)
        .containsExactly("{\"value\": 53}");
    everythingIsAsTheFilesSay();
  }

  @Test
  void nothingIsBuiltOnABrokenFileAndItsSiblingsAreLoadedAllTheSame() throws Exception {
    int calls = pipedrive.calls();
    shop.replace("orders", "6,54,2018-01-07,completed", "6,54,2018-01-07,completed,surplus");
    shop.replace("customers", "3,Kathleen,P.", "3,Cathleen,P.");

    Run broken = run();

    assertThat(broken.state()).isEqualTo(RunState.FAILED);
    assertThat(broken.failure().code()).isEqualTo(ErrorCode.E313);
    assertThat(broken.failure().code().exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(broken.failure().getMessage()).contains("jaffle.orders");
    assertThat(broken.failure().fixes()).isNotEmpty();
    assertThat(broken.steps()).extracting(Step::name).noneMatch(name -> name.startsWith("dbt"));
    assertThat(step(broken, "jaffle.customers").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(step(broken, "jaffle.customers").counts()).containsEntry("changed", 1L);
    assertThat(step(broken, "jaffle.payments").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(pipedrive.calls()).isEqualTo(calls);
    assertThat(query("select reason from caravan.rejects")).hasSize(1);

    shop.replace("orders", "6,54,2018-01-07,completed,surplus", "6,54,2018-01-07,shipped");
    Run mended = run();

    assertThat(mended.state()).as("%s", mended.failure()).isEqualTo(RunState.SUCCEEDED);
    everythingIsAsTheFilesSay();
  }

  /** Rows and deals, each once; and no call was one that Pipedrive would not know. */
  private static void everythingIsAsTheFilesSay() throws Exception {
    for (String table : RAW) {
      assertThat(query("select * from " + table + " t"))
          .as(table)
          .hasSameSizeAs(shop.files().rows(table.replace("jaffle.", "")));
    }
    TreeMap<Integer, String> deals = new TreeMap<>();
    for (Map<String, Object> deal : pipedrive.deals()) {
      String text = deal.get("title") + " " + deal.get("status") + " " + deal.get("value");
      assertThat(deals.put(order(deal), text)).as("another deal of that order").isNull();
    }
    assertThat(deals).isEqualTo(shop.files().deals());
    assertThat(problems).isEmpty();
  }

  private static int order(Map<String, Object> deal) {
    return ((Map<?, ?>) deal.get("custom_fields"))
        .values().stream()
            .map(String::valueOf)
            .filter(value -> value.startsWith("caravan-"))
            .mapToInt(value -> Integer.parseInt(value.substring("caravan-".length())))
            .findFirst()
            .orElseThrow();
  }

  /** How many deals, and what they are worth together. */
  private static List<Long> worthOf(String status) {
    List<Long> values =
        firstDeals.stream()
            .filter(deal -> deal.get("status").equals(status))
            .map(deal -> ((Number) deal.get("value")).longValue())
            .toList();
    return List.of((long) values.size(), values.stream().mapToLong(Long::longValue).sum());
  }

  private static Step step(Run run, String name) {
    return run.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  /** PostgreSQL gives a row another xmin whenever it is written. */
  private static List<String> versionsOfRows() throws SQLException {
    List<String> versions = new ArrayList<>();
    for (String table : RAW) {
      versions.addAll(query("select '" + table + " ' || id || ' ' || xmin from " + table));
    }
    versions.addAll(query("select external_key || ' ' || xmin from caravan.sync_ledger"));
    return versions.stream().sorted().toList();
  }

  private static List<String> query(String sql) throws SQLException {
    try (Connection connection = caravan.connections().get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }
}
