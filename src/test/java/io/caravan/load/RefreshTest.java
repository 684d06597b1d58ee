package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.Step;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A full refresh builds a new table beside the old one and swaps them. */
class RefreshTest {

  private StreamRig shop;

  @BeforeEach
  void open() throws Exception {
    shop = new StreamRig("upsert:shop.orders?key=id", null);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private void loadOld() {
    shop.load(
        List.of(
            record("id", 1, "name", "a", "changed", "2026-01-01"),
            record("id", 2, "name", "b", "changed", "2026-01-02"),
            record("id", 3, "name", "c", "changed", "2026-01-03")));
  }

  @Test
  void theNewTableTakesThePlaceOfTheOldWithTheBookmark() throws SQLException {
    loadOld();

    Step step =
        shop.refresh(
            List.of(record("id", 1, "name", 7, "changed", "2026-02-01")),
            List.of(record("id", 4, "name", 8, "changed", "2026-02-02")));

    assertThat(shop.present()).containsExactly("1 7", "4 8");
    assertThat(shop.warehouse.types("shop.orders")).containsEntry("name", "bigint");
    assertThat(shop.bookmark()).contains("2026-02-02");
    assertThat(step.notes()).containsKey("bookmark");
    assertThat(shop.tables()).containsExactly("orders");
    assertThat(shop.list("select distinct table_name from caravan.ddl_log"))
        .containsExactly("shop.orders");
    assertThat(
            shop.list(
                "select conname from pg_constraint where contype = 'p' and conrelid = 'shop.orders'::regclass"))
        .containsExactly("orders_pkey");

    Step next = shop.load(List.of(record("id", 4, "name", 8, "changed", "2026-02-02")));
    assertThat(next.counts()).containsEntry("same", 1L);
  }

  @Test
  void theFirstLoadMayBeAFullRefresh() {
    shop.refresh(List.of(record("id", 1, "name", "a")));

    assertThat(shop.present()).containsExactly("1 a");
    assertThat(shop.tables()).containsExactly("orders");
  }

  @Test
  void theOldRowsStayInSightUntilTheEnd() {
    loadOld();
    shop.atEnd = step -> assertThat(shop.present()).containsExactly("1 a", "2 b", "3 c");

    shop.refresh(List.of(record("id", 1, "name", "x"), record("id", 2, "name", "y")));

    assertThat(shop.present()).containsExactly("1 x", "2 y");
  }

  @Test
  void viewsGrantsIndexesAndCommentsSurvive() {
    loadOld();
    shop.warehouse.execute(
        "create view shop.v as select id, name from shop.orders",
        "create view shop.w as select count(*) from shop.v",
        "create view shop.n as select count(*) from shop.orders",
        "create materialized view shop.m as select max(id) as most from shop.orders",
        "create index by_name on shop.orders (lower(name))",
        "comment on table shop.orders is 'What people bought'",
        "do $$ begin if not exists (select from pg_roles where rolname = 'reader') then create role reader; end if; end $$",
        "grant select on shop.orders, shop.v to reader");

    shop.refresh(List.of(record("id", 5, "name", "x"), record("id", 6, "name", "y")));

    assertThat(shop.list("select name from shop.v order by id")).containsExactly("x", "y");
    assertThat(shop.list("select count::text from shop.w")).containsExactly("2");
    assertThat(shop.list("select count::text from shop.n")).containsExactly("2");
    assertThat(shop.list("select most::text from shop.m")).containsExactly("6");
    assertThat(shop.list("select obj_description('shop.orders'::regclass)"))
        .containsExactly("What people bought");
    assertThat(shop.list("select has_table_privilege('reader', 'shop.orders', 'select')::text"))
        .containsExactly("true");
    assertThat(shop.list("select indexname from pg_indexes where schemaname = 'shop' order by 1"))
        .containsExactly("by_name", "orders_pkey");
  }

  @Test
  void aRefreshThatFailsLeavesTheOldTableAndNoRubbish() throws SQLException {
    loadOld();
    shop.atEnd =
        step -> {
          assertThat(shop.tables()).hasSize(2);
          throw CaravanException.of(ErrorCode.E201, "The line is dead").build();
        };

    Run run = shop.run(RunOptions.refresh(), Map.of(), List.of(record("id", 9, "name", "x")));

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E201);
    assertThat(shop.present()).containsExactly("1 a", "2 b", "3 c");
    assertThat(shop.bookmark()).contains("2026-01-03");
    assertThat(shop.tables()).containsExactly("orders");
  }

  @Test
  void whatAKilledRefreshLeftIsClearedAwayByTheNextRun() {
    loadOld();
    shop.warehouse.execute(
        "create table shop._refresh__orders (id bigint primary key)",
        "insert into caravan.runs (run_id, pipeline, trigger, state, holder) values ('dead', 'shop.orders', 'command', 'interrupted', 'x')",
        "insert into caravan.ddl_log (run_id, table_name, columns, statement) values ('dead', 'shop._refresh__orders', '{id}', 'create')");

    shop.load(List.of(record("id", 4, "name", "d", "changed", "2026-01-04")));

    assertThat(shop.tables()).containsExactly("orders");
    assertThat(shop.list("select table_name from caravan.ddl_log where run_id = 'dead'")).isEmpty();
  }

  @Test
  void rejectsOverTheLimitLeaveTheOldTable() {
    loadOld();

    Run run =
        shop.run(
            RunOptions.refresh(),
            Map.of(),
            List.of(record("id", 1, "name", "x"), record("name", "no key")));

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E313);
    assertThat(shop.present()).containsExactly("1 a", "2 b", "3 c");
    assertThat(shop.tables()).containsExactly("orders");
  }

  @Test
  void aTableThatWouldShrinkByMoreThanHalfStaysUnlessAPersonAllowsIt() {
    Object[] many = new Object[20];
    for (int i = 0; i < many.length; i++) {
      many[i] = record("id", i, "name", "n");
    }
    shop.load(List.of(many));

    Run refused = shop.run(RunOptions.refresh(), Map.of(), List.of(record("id", 1, "name", "x")));
    assertThat(refused.failure().code()).isEqualTo(ErrorCode.E602);
    assertThat(refused.failure().what()).isEqualTo("shop.orders would shrink from 20 to 1 rows");
    assertThat(shop.present()).hasSize(20);
    assertThat(shop.tables()).containsExactly("orders");

    Run allowed =
        shop.run(
            RunOptions.refresh(),
            Map.of("allowDeletes", "true"),
            List.of(record("id", 1, "name", "x")));
    assertThat(allowed.failure()).isNull();
    assertThat(shop.present()).containsExactly("1 x");
  }

  @Test
  void aSourceThatReturnsNothingReplacesNothing() {
    loadOld();

    shop.refresh();
    shop.refresh(List.of());

    assertThat(shop.present()).containsExactly("1 a", "2 b", "3 c");
  }

  @Test
  void whatCannotBeTakenOverStopsTheRefresh() {
    loadOld();
    shop.warehouse.execute("alter table shop.orders add column note text");

    Run run =
        shop.run(
            RunOptions.refresh(),
            Map.of(),
            List.of(record("id", 1, "name", "x"), record("id", 2, "name", "x")));

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E304);
    assertThat(run.failure().what()).contains("the column note, which was added by hand");
    assertThat(shop.present()).hasSize(3);
    assertThat(shop.tables()).containsExactly("orders");
  }

  @Test
  void severalTablesAndThoseOfListsAreReplacedTogether() throws Exception {
    try (StreamRig two =
        new StreamRig("upsert:shop.orders?key=id&keys=lines:id&nested=tables", null)) {
      two.load(
          Map.of(
              "orders",
                  List.of(
                      record("id", 1, "name", "a", "tags", List.of("x", "y")),
                      record("id", 2, "name", "b", "tags", List.of("z"))),
              "lines", List.of(record("id", 1), record("id", 2))));
      two.warehouse.execute(
          "create view shop.both as select o.name from shop.orders o join shop.lines l using (id)");

      two.refresh(
          Map.of(
              "orders", List.of(record("id", 2, "name", "B", "tags", List.of("q"))),
              "lines", List.of(record("id", 2), record("id", 3))));

      assertThat(two.tables()).containsExactly("lines", "orders", "orders__tags");
      assertThat(two.list("select name from shop.both")).containsExactly("B");
      assertThat(two.list("select value from shop.orders__tags")).containsExactly("q");
    }
  }
}
