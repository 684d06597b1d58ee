package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.db.Product;
import io.caravan.load.MariaDbServer;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One Ender Turing in its sandbox, loaded into PostgreSQL, MariaDB and SQLite by the real routes:
 * whatever happens there, the 20 tables of each hold exactly what the service holds, by the same
 * checksums. Each test goes on where the one before has left the service and the databases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnderTuringEverywhereTest {

  private static final int DAYS = 3;

  @TempDir static Path folder;

  private final EnderTuringRig postgres = new EnderTuringRig();
  private final EnderTuringChanges changes = new EnderTuringChanges(postgres.service());
  private final Map<Product, EnderTuringRig> rigs = new LinkedHashMap<>();

  @BeforeAll
  void start() throws Exception {
    rigs.put(Product.POSTGRESQL, postgres);
    rigs.put(
        Product.SQLITE,
        postgres.beside().with("db.destination.url", "sqlite:///" + folder.resolve("dwh.db")));
    MariaDbServer server = MariaDbServer.find().orElse(null);
    if (server != null) {
      rigs.put(Product.MYSQL, postgres.beside().with("db.destination.url", server.create()));
    }
    rigs.values()
        .forEach(
            rig ->
                rig.with("enderturing.foreign-keys", "true")
                    .with("enderturing.recent", "P" + DAYS + "D")
                    .with("enderturing.start", "-P" + DAYS + "D"));
  }

  @AfterAll
  void stop() {
    List<EnderTuringRig> all = new ArrayList<>(rigs.values());
    java.util.Collections.reverse(all);
    all.forEach(EnderTuringRig::close);
  }

  private LocalDate today() {
    return changes.today();
  }

  /** Runs the pipeline everywhere. */
  private Map<Product, Run> run(RunOptions options) {
    Map<Product, Run> runs = new LinkedHashMap<>();
    rigs.forEach(
        (product, rig) -> {
          Run run = rig.run("enderturing", options);
          assertThat(run.state())
              .as("%s: %s", product, run.failure())
              .isEqualTo(RunState.SUCCEEDED);
          runs.put(product, run);
        });
    return runs;
  }

  private static long written(Run run) {
    long written = 0;
    for (Step step : run.steps()) {
      written += step.counted("new") + step.counted("changed") + step.counted("deleted");
    }
    return written;
  }

  /** Compares every table of every database with what the service holds. */
  private void assertSame() throws Exception {
    String first = today().minusDays(DAYS).toString();
    EnderTuringExpected expected =
        new EnderTuringExpected(
            postgres.service(),
            ZoneOffset.UTC,
            session ->
                EnderTuringExpected.over(today()).test(session)
                    && session.get("start_dt").toString().compareTo(first) >= 0);
    SoftAssertions all = new SoftAssertions();
    for (Map.Entry<Product, EnderTuringRig> entry : rigs.entrySet()) {
      EnderTuringRows database = rows(entry.getValue());
      for (String table : EnderTuringExpected.TABLES) {
        List<String> rows = database.of(table);
        List<String> wanted = expected.rows(table);
        String sum = EnderTuringRows.checksum(rows);
        if (!sum.equals(EnderTuringRows.checksum(wanted)) || rows.isEmpty()) {
          all.assertThat(rows).as("%s of %s", table, entry.getKey()).isNotEmpty().isEqualTo(wanted);
        }
      }
    }
    all.assertAll();
    assertThat(postgres.problems()).isEmpty();
  }

  @Test
  @Order(1)
  void historyFillsTheTables() throws Exception {
    run(RunOptions.backfill(today().minusDays(DAYS) + "T00:00:00Z", today() + "T00:00:00Z"));

    assertSame();
    for (EnderTuringRig rig : rigs.values()) {
      EnderTuringRows database = rows(rig);
      assertThat(database.indexed("sessions_tags"))
          .contains("session_id", "tag_id", "transcript_id");
      assertThat(database.indexed("sessions")).contains("id", "agent_id", "start_dt");
    }
  }

  private static EnderTuringRows rows(EnderTuringRig rig) throws Exception {
    return new EnderTuringRows(rig.caravan().connections().of("enderturing.sessions"));
  }

  /** SQLite takes foreign keys only when a table is made. */
  private void assertReferences(String table, String... tables) throws Exception {
    for (Map.Entry<Product, EnderTuringRig> rig : rigs.entrySet()) {
      assertThat(rows(rig.getValue()).references(table))
          .as("%s of %s", table, rig.getKey())
          .isEqualTo(rig.getKey() == Product.SQLITE ? Set.of() : Set.of(tables));
    }
  }

  @Test
  @Order(2)
  void theDailyRunAfterItFindsNothingToWrite() throws Exception {
    run(RunOptions.NONE)
        .forEach((product, run) -> assertThat(written(run)).as("%s", product).isZero());

    assertSame();
    assertReferences("sessions_tags", "sessions", "tags");
    assertReferences("tag_labels", "tags", "labels");
  }

  @Test
  @Order(3)
  void newScoresAndChangedCategoriesTagsAndLabelsAreFoundByTheDailyRun() throws Exception {
    changes.scoreAnew(2);
    changes.categorizeAnew(2);
    run(RunOptions.NONE);

    assertSame();
  }

  @Test
  @Order(4)
  void whatIsDeletedGoesWithEverythingThatBelongsToIt() throws Exception {
    changes.delete(1);
    run(RunOptions.NONE);

    assertSame();
    // The service still names the tag that it has deleted.
    assertReferences("sessions_tags", "sessions");
  }
}
