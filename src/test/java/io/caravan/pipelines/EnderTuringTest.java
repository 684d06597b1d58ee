package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.WarmDbt;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ender Turing from its sandbox into a real database with the real routes: the 20 tables hold
 * exactly what the service holds.
 */
class EnderTuringTest {

  private static final ZoneId UTC = ZoneOffset.UTC;

  private EnderTuringRig rig;

  @BeforeEach
  void start() {
    rig = new EnderTuringRig();
  }

  @AfterEach
  void stop() {
    // Null where the contract is absent and the test was left out.
    if (rig != null) {
      rig.close();
    }
  }

  private LocalDate today() {
    return rig.today();
  }

  private Run history() {
    return rig.run(
        "enderturing",
        RunOptions.backfill(today().minusDays(45) + "T00:00:00Z", today() + "T00:00:00Z"));
  }

  private static void succeeded(Run run) {
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
  }

  /** Compares every table with what the service holds. */
  private void assertSame(EnderTuringExpected expected) throws Exception {
    SoftAssertions all = new SoftAssertions();
    for (String table : EnderTuringExpected.TABLES) {
      List<String> rows = new ArrayList<>();
      for (JsonNode row : rig.rows(table)) {
        rows.add(EnderTuringExpected.row(row));
      }
      all.assertThat(rows.stream().sorted().toList())
          .as(table)
          .isNotEmpty()
          .isEqualTo(expected.rows(table));
    }
    all.assertAll();
  }

  private EnderTuringExpected everything() {
    return new EnderTuringExpected(rig.service(), UTC, EnderTuringExpected.over(today()));
  }

  @Test
  void historyFillsTheTablesWithExactlyWhatTheServiceHolds() throws Exception {
    succeeded(history());

    assertSame(everything());
    assertThat(rig.rows("sessions")).hasSize(451);
    assertThat(rig.problems()).isEmpty();
    assertThat(rig.query("select stream from caravan.bookmarks where value is not null")).isEmpty();
  }

  @Test
  void theDailyRunReadsTheLastDaysAndASecondOneWritesNothing() throws Exception {
    succeeded(rig.run("enderturing"));

    String first = today().minusDays(30).toString();
    assertSame(
        new EnderTuringExpected(
            rig.service(),
            UTC,
            session ->
                EnderTuringExpected.over(today()).test(session)
                    && session.get("start_dt").toString().compareTo(first) >= 0));
    assertThat(
            rig.query(
                "select value->>'cursor' from caravan.bookmarks where stream = 'enderturing.sessions'"))
        .containsExactly(today() + "T00:00:00Z");
    List<String> before = rig.versionsOfRows();
    succeeded(rig.run("enderturing"));
    assertThat(rig.versionsOfRows()).isEqualTo(before);
    assertThat(rig.problems()).isEmpty();
  }

  private boolean isOld(Map<String, Object> session, int days) {
    return session.get("start_dt").toString().startsWith(today().minusDays(days).toString());
  }

  @Test
  void aSessionThatComesLateIsLoadedWholeAlthoughItsDayWasReadBefore() throws Exception {
    succeeded(history());
    succeeded(rig.run("enderturing"));
    Map<String, Object> other =
        rig.service().records("sessions").stream()
            .filter(s -> isOld(s, 9))
            .findFirst()
            .orElseThrow();
    Map<String, Object> late = new HashMap<>(other);
    String id = "00000000-1111-2222-3333-444444444444";
    late.put("id", id);
    rig.service().put("sessions", late);
    rig.service().setDetail("summary", id, Map.of("session_id", id, "text", "Late"));

    succeeded(rig.run("enderturing"));

    assertSame(everything());
  }

  @Test
  void daysAndTimesAreThoseOfTheCompany() throws Exception {
    rig.with("enderturing.time-zone", "Europe/Kyiv");
    succeeded(rig.run("enderturing.agents"));
    ZoneId kyiv = ZoneId.of("Europe/Kyiv");
    String from = today().minusDays(3).atStartOfDay(kyiv).toInstant().toString();
    String to = today().minusDays(1).atStartOfDay(kyiv).toInstant().toString();
    succeeded(rig.run("enderturing", RunOptions.backfill(from, to)));

    assertSame(
        new EnderTuringExpected(
            rig.service(),
            kyiv,
            s ->
                isOld(s, 3)
                    || isOld(s, 2)
                    || s.get("start_dt").equals(today().minusDays(1) + "T00:00:00")));
  }

  @Test
  void theModelsCountWhatTheServiceHolds() throws Exception {
    rig.with("dbt.command", WarmDbt.command().toString());
    Run run =
        rig.caravan()
            .run(
                "enderturing",
                "test",
                RunOptions.backfill(today().minusDays(10) + "T00:00:00Z", today() + "T00:00:00Z"),
                Map.of());
    succeeded(run);

    assertThat(EnderTuringRig.step(run, "dbt build").counted("models")).isEqualTo(9);
    Map<Integer, Long> byCategory = new HashMap<>();
    for (JsonNode link : rig.rows("sessions_categories")) {
      byCategory.merge(link.path("category_id").asInt(), 1L, Long::sum);
    }
    for (Map.Entry<Integer, Long> category : byCategory.entrySet()) {
      assertThat(
              rig.query(
                  "select number_of_sessions::text from analytics.enderturing_sessions_by_category"
                      + " where category_id = "
                      + category.getKey()))
          .containsExactly(category.getValue().toString());
    }
    assertThat(
            rig.query(
                "select sum(number_of_reviews)::text from analytics.enderturing_agent_scorecards_weekly"))
        .isEqualTo(
            rig.query(
                "select count(distinct (session_id, scorecard_id, reviewer_id))::text"
                    + " from enderturing.sessions_scores where score is not null"));
  }

  @Test
  void tablesThatTheExportToolMadeAreFilledOnAsTheyAre() throws Exception {
    rig.execute(
        new String(
            EnderTuringTest.class.getResourceAsStream("/enderturing-old-tables.sql").readAllBytes(),
            StandardCharsets.UTF_8));
    succeeded(
        rig.run(
            "enderturing",
            RunOptions.backfill(today().minusDays(2) + "T00:00:00Z", today() + "T00:00:00Z")));

    assertThat(rig.rows("sessions")).hasSize(21);
    assertThat(rig.rows("sessions_tags").get(0).path("id").isInt()).isTrue();
    assertThat(
            rig.query(
                "select data_type from information_schema.columns where table_schema = 'enderturing'"
                    + " and table_name = 'sessions' and column_name in ('id', 'agent_id', 'duration') order by column_name"))
        .containsExactly("bigint", "double precision", "uuid");
    List<String> before = rig.versionsOfRows();
    succeeded(
        rig.run(
            "enderturing",
            RunOptions.backfill(today().minusDays(2) + "T00:00:00Z", today() + "T00:00:00Z")));
    assertThat(rig.versionsOfRows()).isEqualTo(before);
  }
}
