package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Objects and lists inside a record, in the three shapes. */
class NestedTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");

  @AfterAll
  static void close() {
    WAREHOUSE.close();
  }

  private static Object order(int id, Object... lines) {
    return record("id", id, "buyer", Map.of("name", "Ada"), "lines", List.of(lines));
  }

  @Test
  void storesObjectsAndListsAsJsonUnlessToldOtherwise() {
    WAREHOUSE.load("nested.json", BY_ID, order(1, "a\\b\"c\n", Map.of("n", 1.50)));
    assertThat(WAREHOUSE.types("nested.json"))
        .containsEntry("buyer", "jsonb")
        .containsEntry("lines", "jsonb");
    assertThat(WAREHOUSE.value("select buyer ->> 'name' from nested.json")).isEqualTo("Ada");
    assertThat(WAREHOUSE.value("select lines ->> 0 from nested.json")).isEqualTo("a\\b\"c\n");
  }

  @Test
  void flattensObjectsAndKeepsLists() {
    WAREHOUSE.load(
        "nested.flat",
        BY_ID.withNested(Nested.FLATTEN),
        record("id", 1, "a", Map.of("b", Map.of("c", 5))),
        order(2, 1));
    assertThat(WAREHOUSE.types("nested.flat"))
        .containsEntry("a__b__c", "bigint")
        .containsEntry("buyer__name", "text")
        .containsEntry("lines", "jsonb");
  }

  @Test
  void givesListsATableOfTheirOwn() {
    LoadOptions tables = BY_ID.withNested(Nested.TABLES);
    WAREHOUSE.load(
        "nested.orders",
        tables,
        order(1, Map.of("sku", "x", "n", 2), Map.of("sku", "y")),
        order(2, Map.of("sku", "z")));

    assertThat(WAREHOUSE.types("nested.orders")).containsOnlyKeys("id", "buyer__name");
    assertThat(
            WAREHOUSE
                .rows("select _parent_id, _index, sku, n from nested.orders__lines order by 1, 2")
                .toString())
        .isEqualTo("[[1, 0, x, 2], [1, 1, y, null], [2, 0, z, null]]");
  }

  @Test
  void replacesTheListOfEachParentInThePageAndNoOther() {
    LoadOptions tables = BY_ID.withNested(Nested.TABLES);
    WAREHOUSE.load("nested.kept", tables, order(1, "a", "b", "c"), order(2, "d"), order(3, "e"));
    List<List<String>> before =
        WAREHOUSE.rows(
            "select ctid, xmin from nested.kept__lines where _parent_id = 2 or _index = 0 order by _parent_id");

    WAREHOUSE.load(
        "nested.kept", tables, order(1, "a", "B"), record("id", 3), order(4, "f"), order(4, "g"));

    assertThat(
            WAREHOUSE
                .rows("select _parent_id, _index, value from nested.kept__lines order by 1, 2")
                .toString())
        .isEqualTo("[[1, 0, a], [1, 1, B], [2, 0, d], [4, 0, g]]");
    assertThat(
            WAREHOUSE.rows(
                "select ctid, xmin from nested.kept__lines where _parent_id = 2 or (_index = 0 and _parent_id = 1) order by _parent_id"))
        .isEqualTo(before.subList(0, 2));
  }

  @Test
  void keepsTheListsOfARefusedRecordOut() {
    WAREHOUSE.execute(
        "create schema if not exists nested",
        "create table nested.strict (id bigint primary key check (id <> 2))");
    LoadCounts counts =
        WAREHOUSE.load(
            "nested.strict",
            BY_ID.withNested(Nested.TABLES),
            order(1, "a"),
            order(2, "b"),
            order(3, "c"));

    assertThat(counts.rejected()).isEqualTo(1);
    assertThat(WAREHOUSE.rows("select _parent_id from nested.strict__lines order by 1").toString())
        .isEqualTo("[[1], [3]]");
  }
}
