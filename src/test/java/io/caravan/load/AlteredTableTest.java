package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The destination was changed by hand: Caravan copes, or says what to do. */
class AlteredTableTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");

  @AfterAll
  static void close() {
    WAREHOUSE.close();
  }

  private static void assertFails(ThrowingCallable load, Consumer<CaravanException> expected) {
    assertThatThrownBy(load).isInstanceOfSatisfying(CaravanException.class, expected);
  }

  @Test
  void addsADroppedColumnAgainAlsoInTheMiddleOfARun() {
    Loader loader = WAREHOUSE.loader("hand.dropped", BY_ID);
    LoadRequest page =
        WAREHOUSE.page(
            "hand.dropped", List.of(record("id", 1, "v", "a"), record("id", 2, "v", "a")));
    loader.load(page);
    WAREHOUSE.execute("alter table hand.dropped drop column v");

    assertThat(loader.load(page).changed()).isEqualTo(2);

    WAREHOUSE.execute("drop table hand.dropped");
    assertThat(loader.load(page).added()).isEqualTo(2);
  }

  @Test
  void widensAColumnThatViewsUseAndKeepsTheViews() {
    WAREHOUSE.load("hand.seen", BY_ID, record("id", 1, "amount", 5));
    WAREHOUSE.execute(
        "create schema stage",
        "create view stage.one as select id, amount from hand.seen",
        "comment on view stage.one is 'it''s one'",
        "create view stage.two as select sum(amount) as total from stage.one join hand.seen using (amount)",
        "grant select on stage.two to public");

    LoadCounts counts = WAREHOUSE.load("hand.seen", BY_ID, record("id", 2, "amount", 1.5));

    assertThat(counts.added()).isEqualTo(1);
    assertThat(WAREHOUSE.value("select total from stage.two")).isEqualTo("6.5");
    assertThat(WAREHOUSE.value("select obj_description('stage.one'::regclass)"))
        .isEqualTo("it's one");
    assertThat(WAREHOUSE.value("select has_table_privilege('public', 'stage.two', 'select')"))
        .isEqualTo("t");
  }

  @Test
  void namesTheViewThatCannotLiveWithTheNewType() {
    WAREHOUSE.load("hand.summed", BY_ID, record("id", 1, "amount", 5));
    WAREHOUSE.execute("create view hand.total as select sum(amount) as total from hand.summed");
    assertFails(
        () -> WAREHOUSE.load("hand.summed", BY_ID, record("id", 2, "amount", "many")),
        failure -> {
          assertThat(failure.code()).isEqualTo(ErrorCode.E304);
          assertThat(failure.where()).contains("\"hand\".\"summed\"");
          assertThat(failure.what()).contains("view hand.total");
          assertThat(failure.why()).contains("function sum(text) does not exist");
        });
    assertThat(WAREHOUSE.value("select total from hand.total")).isEqualTo("5");
  }

  @Test
  void refusesToLoadIntoAView() {
    WAREHOUSE.execute(
        "create schema if not exists hand", "create view hand.front as select 1 as id");
    assertFails(
        () -> WAREHOUSE.load("hand.front", BY_ID, record("id", 1)),
        failure -> {
          assertThat(failure.code()).isEqualTo(ErrorCode.E304);
          assertThat(failure.why()).contains("it is a view");
        });
  }

  @Test
  void refusesAGeneratedColumn() {
    WAREHOUSE.execute(
        "create schema if not exists hand",
        "create table hand.made (id bigint primary key, twice bigint generated always as (id * 2) stored)");
    assertFails(
        () -> WAREHOUSE.load("hand.made", BY_ID, record("id", 1, "twice", 3)),
        failure -> assertThat(failure.why()).contains("twice is generated"));
    assertThat(WAREHOUSE.load("hand.made", BY_ID, record("id", 1)).added()).isEqualTo(1);
  }

  @Test
  void makesTheUniqueIndexThatATableMadeByHandLacks() {
    WAREHOUSE.execute("create schema if not exists hand", "create table hand.bare (id bigint)");
    LoadCounts counts = WAREHOUSE.load("hand.bare", BY_ID, record("id", 1));
    assertThat(counts.ddl()).anyMatch(sql -> sql.startsWith("create unique index"));

    WAREHOUSE.execute(
        "create table hand.doubled (id bigint)", "insert into hand.doubled values (1), (1)");
    assertFails(
        () -> WAREHOUSE.load("hand.doubled", BY_ID, record("id", 1)),
        failure -> {
          assertThat(failure.code()).isEqualTo(ErrorCode.E304);
          assertThat(failure.why()).contains("could not create unique index");
        });
  }

  @Test
  void saysWhichGrantIsMissing() {
    WAREHOUSE.load("hand.owned", BY_ID, record("id", 1, "v", 1));
    String role = "loader_" + ProcessHandle.current().pid();
    WAREHOUSE.execute(
        "create role " + role + " login password 'loader-pw'",
        "grant usage on schema caravan, hand to " + role,
        "grant select, insert, update, delete on all tables in schema caravan to " + role);
    try (HikariDataSource database = new HikariDataSource()) {
      database.setJdbcUrl(WAREHOUSE.database().getJdbcUrl());
      database.setUsername(role);
      database.setPassword("loader-pw");
      Loader loader = new Loader(database, "hand.owned", BY_ID);
      assertFails(
          () -> WAREHOUSE.load(loader, "hand.owned", record("id", 1, "v", 2)),
          failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.E301);
            assertThat(failure.fixes())
                .contains(
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON \"hand\".\"owned\" TO " + role + ";");
          });
      WAREHOUSE.execute("grant select, insert, update on hand.owned to " + role);
      assertThat(WAREHOUSE.load(loader, "hand.owned", record("id", 1, "v", 2)).changed())
          .isEqualTo(1);
      assertFails(
          () -> WAREHOUSE.load(loader, "hand.owned", record("id", 1, "more", 2)),
          failure ->
              assertThat(failure.fixes())
                  .contains("ALTER TABLE \"hand\".\"owned\" OWNER TO " + role + ";"));
      assertFails(
          () ->
              WAREHOUSE.load(
                  new Loader(database, "fresh.table", BY_ID), "fresh.table", record("id", 1)),
          failure ->
              assertThat(failure.fixes().get(0)).startsWith("GRANT CREATE ON DATABASE test_"));
    } finally {
      WAREHOUSE.execute("drop owned by " + role, "drop role " + role);
    }
  }
}
