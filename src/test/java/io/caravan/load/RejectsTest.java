package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that cannot be stored is kept aside, and the others land. */
class RejectsTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");
  private static final Rejects REJECTS = new Rejects(WAREHOUSE.database());

  @AfterAll
  static void close() {
    WAREHOUSE.close();
  }

  /** A table made by hand whose rule Caravan cannot know. */
  private static void tableWithRule(String table) {
    WAREHOUSE.execute(
        "create schema if not exists poison",
        "create table " + table + " (id bigint primary key, amount numeric check (amount >= 0))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "63", "99", "0,1,2,98,99", "10,11,50"})
  void isolatesTheRowsThatTheDatabaseRefusesWhereverTheyStand(String places) {
    String table = "poison.rows_" + places.replace(',', '_');
    tableWithRule(table);
    List<Integer> bad = List.of(places.split(",")).stream().map(Integer::valueOf).toList();
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      records.add(record("id", i, "amount", bad.contains(i) ? -1 : i));
    }

    for (int again = 0; again < 2; again++) {
      LoadCounts counts = WAREHOUSE.load(table, BY_ID, records.toArray());
      assertThat(counts.rejected()).isEqualTo(bad.size());
      assertThat(counts.added() + counts.same()).isEqualTo(100 - bad.size());
    }

    assertThat(WAREHOUSE.value("select count(*) from " + table)).isEqualTo("" + (100 - bad.size()));
    assertThat(REJECTS.count(table)).as("met twice, kept once").isEqualTo(bad.size());
    assertThat(REJECTS.list(table, 1).get(0).reason()).contains("violates check constraint");
    assertThat(REJECTS.list(table, 1).get(0).raw()).contains("\"amount\":-1");
  }

  @Test
  void rejectsEveryRowWhenAllAreBadAndMakesNoTable() {
    LoadCounts counts =
        WAREHOUSE.load("poison.none", BY_ID, record("v", 1), record("id", null, "v", 2));

    assertThat(counts.rejected()).isEqualTo(2);
    assertThat(WAREHOUSE.value("select to_regclass('poison.none')")).isNull();
  }

  @Test
  void leavesNoColumnBehindForARefusedRecord() {
    WAREHOUSE.load("poison.columns", BY_ID, record("id", 1), record("error", "no such thing"));
    assertThat(WAREHOUSE.types("poison.columns")).containsOnlyKeys("id");
  }

  @Test
  void rejectsAKeyThatNoIndexCanHold() {
    String wide = "x".repeat(500);
    StringBuilder key = new StringBuilder();
    new java.util.Random(1).ints(20_000, 33, 126).forEach(c -> key.append((char) c));

    LoadCounts counts =
        WAREHOUSE.load("poison.keys", BY_ID, record("id", wide), record("id", key.toString()));

    assertThat(counts.added()).isEqualTo(1);
    assertThat(counts.reasons().keySet()).singleElement().asString().contains("index row");
  }

  @Test
  void rejectsAValueOfMoreThanThirtyTwoMebibytes() {
    LoadCounts counts =
        WAREHOUSE.load(
            "poison.large",
            BY_ID,
            record("id", 1, "v", "y".repeat(33 * 1024 * 1024)),
            record("id", 2, "v", "y".repeat(10_000_000)));
    assertThat(counts.added()).isEqualTo(1);
    assertThat(counts.rejected()).isEqualTo(1);
  }

  @Test
  void stopsAtOnceWhenMoreIsRejectedThanCanBeSingleMistakes() {
    tableWithRule("poison.cap");
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      records.add(record("id", i, "amount", -1));
    }

    assertThatThrownBy(
            () -> WAREHOUSE.load("poison.cap", BY_ID.withRejects(5, 20), records.toArray()))
        .isInstanceOfSatisfying(
            CaravanException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.E313);
              assertThat(failure.what()).contains("21 rejected records");
              assertThat(failure.why()).contains("21 x");
            });
  }

  @Test
  void loadsRejectsAgainOnceTheReasonIsGone() {
    tableWithRule("poison.replay");
    WAREHOUSE.load(
        "poison.replay",
        BY_ID,
        record("id", 1, "amount", -1),
        record("id", 2, "amount", -2),
        record("id", 3, "amount", 12.50));
    WAREHOUSE.execute(
        "alter table poison.replay drop constraint replay_amount_check, add check (amount <> -2)");

    assertThat(REJECTS.replay("poison.replay", "fix")).isEqualTo(new Replayed(1, 0, 1));

    assertThat(WAREHOUSE.rows("select id, amount from poison.replay order by id"))
        .containsExactly(List.of("1", "-1"), List.of("3", "12.5"));
    assertThat(REJECTS.count("poison.replay")).isEqualTo(1);
  }

  @Test
  void replayNeverReplacesANewerRow() {
    tableWithRule("poison.newer");
    WAREHOUSE.load("poison.newer", BY_ID, record("id", 1, "amount", -1));
    WAREHOUSE.load("poison.newer", BY_ID, record("id", 1, "amount", 7));
    WAREHOUSE.execute("alter table poison.newer drop constraint newer_amount_check");

    assertThat(REJECTS.replay("poison.newer", "fix")).isEqualTo(new Replayed(0, 1, 0));

    assertThat(WAREHOUSE.value("select amount from poison.newer")).isEqualTo("7");
    assertThat(REJECTS.count("poison.newer")).isZero();
  }

  @Test
  void replayWaitsForAStreamThatIsRunning() {
    WAREHOUSE.execute(
        "insert into caravan.leases values ('poison.busy', 'somebody', 'run9', 1, now(), now() + interval '1 minute')");
    assertThatThrownBy(() -> REJECTS.replay("poison.busy", "fix"))
        .isInstanceOfSatisfying(
            CaravanException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.E701));
  }
}
