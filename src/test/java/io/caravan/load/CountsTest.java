package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** New, changed and same mean what they say, and what is the same is not touched. */
class CountsTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");

  @AfterAll
  static void close() {
    WAREHOUSE.close();
  }

  private static void assertCounts(LoadCounts counts, long added, long changed, long same) {
    assertThat(List.of(counts.added(), counts.changed(), counts.same()))
        .containsExactly(added, changed, same);
  }

  @Test
  void countsNewChangedAndSameRows() {
    assertCounts(
        WAREHOUSE.load(
            "counts.orders",
            BY_ID,
            record("id", 1, "status", "placed"),
            record("id", 2, "status", "placed")),
        2,
        0,
        0);
    assertCounts(
        WAREHOUSE.load(
            "counts.orders",
            BY_ID,
            record("id", 1, "status", "placed"),
            record("id", 2, "status", "shipped"),
            record("id", 3, "status", "placed")),
        1,
        1,
        1);
    assertThat(WAREHOUSE.rows("select id, status from counts.orders order by id"))
        .containsExactly(List.of("1", "placed"), List.of("2", "shipped"), List.of("3", "placed"));
    assertThat(
            WAREHOUSE.value(
                "select count(distinct _run_id) || ' ' || count(distinct _loaded_at) from counts.orders"))
        .isEqualTo("2 2");
  }

  @Test
  void writesNoRowWhenNothingChanged() {
    Object[] records = new Object[200];
    for (int i = 0; i < records.length; i++) {
      records[i] =
          record("id", i, "amount", 1.5, "tags", List.of("a", i), "note", i % 2 == 0 ? null : "x");
    }
    assertCounts(WAREHOUSE.load("counts.still", BY_ID, records), 200, 0, 0);
    List<List<String>> before =
        WAREHOUSE.rows("select id, ctid, xmin, xmax, _loaded_at from counts.still order by id");

    assertCounts(WAREHOUSE.load("counts.still", BY_ID, records), 0, 0, 200);

    assertThat(
            WAREHOUSE.rows("select id, ctid, xmin, xmax, _loaded_at from counts.still order by id"))
        .isEqualTo(before);
  }

  @Test
  void keepsTheLastOfSeveralRecordsWithOneKeyAlsoInTheFirstPage() {
    for (int run = 0; run < 2; run++) {
      LoadCounts counts =
          WAREHOUSE.load(
              "counts.twice",
              BY_ID,
              record("id", 1, "v", "old"),
              record("id", 2, "v", "only"),
              record("id", 1, "v", "new"));
      assertThat(counts.repeated()).isEqualTo(1);
      assertCounts(counts, run == 0 ? 2 : 0, 0, run == 0 ? 0 : 2);
    }
    assertThat(WAREHOUSE.rows("select id, v from counts.twice order by id"))
        .containsExactly(List.of("1", "new"), List.of("2", "only"));
  }

  @Test
  void tellsKeysOfSeveralFieldsApartByTheirValues() {
    LoadOptions two = LoadOptions.keyedBy("a", "b");
    assertCounts(
        WAREHOUSE.load(
            "counts.pairs", two, record("a", "x,y", "b", "z"), record("a", "x", "b", "y,z")),
        2,
        0,
        0);
    assertCounts(
        WAREHOUSE.load("counts.pairs", two, record("a", "x,y", "b", "z", "c", 1)), 0, 1, 0);
  }

  @Test
  void countsTrulyOverThePagesOfARun() {
    Loader loader = WAREHOUSE.loader("counts.pages", BY_ID);
    LoadRequest first =
        WAREHOUSE.page("counts.pages", List.of(record("id", 1, "v", 1), record("id", 2, "v", 1)));
    assertCounts(loader.load(first), 2, 0, 0);
    List<Map<String, Object>> next =
        new ArrayList<>(List.of(record("id", 2, "v", 2), record("id", 3, "v", 1)));
    assertCounts(
        loader.load(new LoadRequest(Map.of("counts.pages", next), null, first.runId(), 1L)),
        1,
        1,
        0);
  }

  @Test
  void appendsEveryRecordOfAStreamWithoutAKey() {
    LoadOptions none = LoadOptions.keyedBy();
    assertCounts(
        WAREHOUSE.load("counts.log", none, record("line", "a"), record("line", "a")), 2, 0, 0);
    assertCounts(WAREHOUSE.load("counts.log", none, record("line", "a")), 1, 0, 0);
    assertThat(WAREHOUSE.value("select count(*) from counts.log")).isEqualTo("3");
  }
}
