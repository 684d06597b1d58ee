package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Views on a table, such as the staging models of dbt, let its columns change their type. */
class DependentViewsTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final LoadOptions BY_ID = LoadOptions.keyedBy("id");
  private static final String READER = "reader_" + ProcessHandle.current().pid();
  private static final String MODELER = "modeler_" + ProcessHandle.current().pid();

  @BeforeAll
  static void makeRoles() {
    WAREHOUSE.execute(
        "create role " + READER,
        "create role " + MODELER,
        "create schema raw",
        "create schema stage",
        "create schema mart",
        "grant usage on schema raw to " + MODELER,
        "grant usage, create on schema stage, mart to " + MODELER);
  }

  @AfterAll
  static void dropRoles() {
    WAREHOUSE.execute(
        "drop owned by " + READER + ", " + MODELER + " cascade",
        "drop role " + READER + ", " + MODELER);
    WAREHOUSE.close();
  }

  private static CaravanException failure(String table, Object value) {
    return catchThrowableOfType(
        CaravanException.class,
        () -> WAREHOUSE.load(table, BY_ID, record("id", 2, "amount", value)));
  }

  /** Everything about a view that has to outlive the change, but for the type of its columns. */
  private static List<List<String>> properties(String schema) {
    return WAREHOUSE.rows(
        """
        select relname, pg_get_viewdef(oid), relowner::regrole, relkind, relispopulated, reloptions,
               obj_description(oid, 'pg_class'),
               (select array_agg(a.*::text order by a.*::text) from aclexplode(coalesce(relacl, acldefault('r', relowner))) a),
               (select array_agg(attname || coalesce(attacl::text, '') || coalesce(col_description(oid, attnum), '') order by attnum)
                  from pg_attribute where attrelid = pg_class.oid and attnum > 0),
               array(select pg_get_indexdef(indexrelid) from pg_index where indrelid = oid order by indexrelid)
          from pg_class where relnamespace = '%s'::regnamespace and relkind in ('v', 'm') order by relname
        """
            .formatted(schema));
  }

  @Test
  void widensAColumnUnderViewsOnViewsAndMaterializedViewsAndKeepsAllTheyHave() {
    WAREHOUSE.load("raw.orders", BY_ID, record("id", 1, "amount", 5, "note", "x"));
    WAREHOUSE.execute(
        "create schema kept",
        "grant usage, create on schema kept to " + MODELER,
        "grant select on raw.orders to " + MODELER + " with grant option",
        "set role " + MODELER,
        "alter default privileges in schema kept grant select on tables to public",
        "create view kept.orders with (security_barrier) as select * from raw.orders",
        "create view kept.\"Odd \"\"name\" with (check_option = local) as"
            + " select amount as \"A'mount\", id from kept.orders where id > 0",
        "create materialized view kept.sums with (fillfactor = 70) as"
            + " select o.id, sum(amount) as total from kept.orders o join kept.\"Odd \"\"name\" using (id) group by o.id",
        "create unique index sums_id on kept.sums (id)",
        "create index on kept.sums (total desc) where id > 0",
        "create materialized view kept.later as select total from kept.sums with no data",
        "comment on view kept.orders is 'it''s the staging of orders'",
        "comment on column kept.orders.amount is 'in \\ euros'",
        "comment on materialized view kept.sums is 'sums'",
        "revoke all on kept.sums from public",
        "grant select, update on kept.sums to " + READER + " with grant option",
        "grant select (id) on kept.orders to " + READER,
        "revoke delete on kept.orders from " + MODELER,
        "reset role",
        "create view kept.mine as select amount from raw.orders");
    List<List<String>> before = properties("kept");

    LoadCounts counts = WAREHOUSE.load("raw.orders", BY_ID, record("id", 2, "amount", 1.5));

    assertThat(counts.added()).isEqualTo(1);
    assertThat(WAREHOUSE.types("raw.orders")).containsEntry("amount", "numeric");
    assertThat(properties("kept")).hasSize(5).isEqualTo(before);
    assertThat(WAREHOUSE.value("select \"A'mount\" from kept.\"Odd \"\"name\" where id = 2"))
        .isEqualTo("1.5");
    assertThat(WAREHOUSE.types("kept.sums")).containsEntry("total", "numeric");
    WAREHOUSE.execute("refresh materialized view kept.sums");
    assertThat(WAREHOUSE.value("select sum(total) from kept.sums")).isEqualTo("6.5");
    assertThat(
            WAREHOUSE.value(
                "select statement from caravan.ddl_log where table_name = 'raw.orders' order by id desc limit 1"))
        .isEqualTo(counts.ddl().get(0))
        .contains("drop materialized view kept.sums", "alter table", "CREATE UNIQUE INDEX sums_id");
  }

  @Test
  void leavesViewsThatDoNotUseTheColumnAlone() {
    WAREHOUSE.load("raw.aside", BY_ID, record("id", 1, "amount", 5, "note", "x"));
    WAREHOUSE.execute("create view stage.aside as select id, note from raw.aside");
    String id = WAREHOUSE.value("select 'stage.aside'::regclass::oid");

    WAREHOUSE.load("raw.aside", BY_ID, record("id", 2, "amount", "many", "note", "y"));

    assertThat(WAREHOUSE.value("select 'stage.aside'::regclass::oid")).isEqualTo(id);
    assertThat(WAREHOUSE.types("raw.aside")).containsEntry("amount", "text");
  }

  @Test
  void leavesEverythingAsItWasWhenAViewCannotLiveWithTheNewType() {
    WAREHOUSE.load("raw.summed", BY_ID, record("id", 1, "amount", 5));
    WAREHOUSE.execute(
        "create schema sums",
        "create view sums.plain as select * from raw.summed",
        "create view sums.halves as select amount / 2 as half from sums.plain",
        "create view sums.united as select amount from sums.plain union all select 1");
    List<List<String>> before = properties("sums");

    CaravanException failure = failure("raw.summed", "many");

    assertThat(failure.code()).isEqualTo(ErrorCode.E304);
    assertThat(failure.what())
        .isEqualTo("view sums.halves is in the way: raw.summed cannot change amount under it");
    assertThat(failure.where()).startsWith("alter table \"raw\".\"summed\" alter column");
    assertThat(failure.why()).isEqualTo("operator does not exist: text / integer");
    assertThat(failure.fixes().get(0)).isEqualTo("drop view sums.halves cascade;");
    assertThat(properties("sums")).isEqualTo(before);
    assertThat(WAREHOUSE.rows("select id, amount from raw.summed"))
        .containsExactly(List.of("1", "5"));

    WAREHOUSE.execute("drop view sums.halves cascade");
    assertThat(failure("raw.summed", "many").why())
        .contains("UNION types text and integer cannot be matched");

    WAREHOUSE.execute("drop view sums.united cascade");
    assertThat(failure("raw.summed", "many")).isNull();
    assertThat(WAREHOUSE.value("select amount from sums.plain where id = 2")).isEqualTo("many");
  }

  @Test
  void namesTheMaterializedViewWhoseRowsCannotBeMadeAgain() {
    WAREHOUSE.load("raw.inverted", BY_ID, record("id", 1, "amount", 5));
    WAREHOUSE.execute(
        "create materialized view mart.inverted as select 1 / amount as inverse from raw.inverted",
        "update raw.inverted set amount = 0");

    CaravanException failure = failure("raw.inverted", 1.5);

    assertThat(failure.code()).isEqualTo(ErrorCode.E304);
    assertThat(failure.what()).startsWith("materialized view mart.inverted is in the way");
    assertThat(failure.why()).isEqualTo("division by zero");
    assertThat(WAREHOUSE.value("select inverse from mart.inverted")).isEqualTo("0");
  }

  @Test
  void refusesToLoseATriggerOrARuleOrADefault() {
    for (Map.Entry<String, String> extra :
        Map.of(
                "rule", "create rule extra as on insert to stage.extra do instead nothing",
                "trigger",
                    "create trigger extra instead of insert on stage.extra for each row"
                        + " execute function suppress_redundant_updates_trigger()",
                "default", "alter view stage.extra alter column amount set default 1")
            .entrySet()) {
      String table = "raw.with_" + extra.getKey();
      WAREHOUSE.load(table, BY_ID, record("id", 1, "amount", 5));
      WAREHOUSE.execute("create view stage.extra as select * from " + table, extra.getValue());

      CaravanException failure = failure(table, "many");

      assertThat(failure.code()).isEqualTo(ErrorCode.E304);
      assertThat(failure.what()).startsWith("view stage.extra is in the way");
      assertThat(failure.why()).contains("a " + extra.getKey());
      WAREHOUSE.execute("drop view stage.extra");
    }
  }

  @Test
  void saysWhatElseDependsOnAView() {
    WAREHOUSE.load("raw.called", BY_ID, record("id", 1, "amount", 5));
    WAREHOUSE.execute(
        "create view stage.called as select * from raw.called",
        "create function stage.first() returns bigint return (select max(id) from stage.called)");

    CaravanException failure = failure("raw.called", "many");

    assertThat(failure.code()).isEqualTo(ErrorCode.E304);
    assertThat(failure.what()).startsWith("view stage.called is in the way");
    assertThat(failure.why()).contains("cannot drop view").contains("function stage.first()");
  }

  @Test
  void makesAViewAgainWithTheRightsOfItsOwnerOnly() {
    WAREHOUSE.load("raw.trusted", BY_ID, record("id", 1, "amount", 5));
    WAREHOUSE.execute(
        "grant select on raw.trusted to " + MODELER,
        "set role " + MODELER,
        "create function stage.spy() returns text language sql volatile as 'select current_user::text'",
        "create materialized view mart.trusted as select stage.spy() as ran_as, amount from raw.trusted",
        "reset role");

    WAREHOUSE.load("raw.trusted", BY_ID, record("id", 2, "amount", 1.5));

    assertThat(WAREHOUSE.value("select ran_as from mart.trusted")).isEqualTo(MODELER);
  }

  @Test
  void saysWhichGrantLetsItMakeTheViewOfAnotherRoleAgain() {
    WAREHOUSE.load("raw.theirs", BY_ID, record("id", 1, "amount", 5));
    String loader = "view_loader_" + ProcessHandle.current().pid();
    WAREHOUSE.execute(
        "create role " + loader + " login password 'loader-pw'",
        "grant usage on schema caravan, stage to " + loader,
        "grant usage, create on schema raw to " + loader,
        "grant select, insert, update, delete on all tables in schema caravan to " + loader,
        "alter table raw.theirs owner to " + loader,
        "grant select on raw.theirs to " + MODELER,
        "set role " + MODELER,
        "create view stage.theirs as select * from raw.theirs",
        "reset role");
    try (HikariDataSource database = new HikariDataSource()) {
      database.setJdbcUrl(WAREHOUSE.database().getJdbcUrl());
      database.setUsername(loader);
      database.setPassword("loader-pw");
      Loader own = new Loader(database, "raw.theirs", BY_ID);
      Object page = record("id", 2, "amount", "many");

      CaravanException failure =
          catchThrowableOfType(
              CaravanException.class, () -> WAREHOUSE.load(own, "raw.theirs", page));

      assertThat(failure.code()).isEqualTo(ErrorCode.E301);
      assertThat(failure.what()).contains("view stage.theirs");
      assertThat(failure.why()).contains("must be owner of view theirs");
      assertThat(failure.fixes().get(0)).isEqualTo("GRANT " + MODELER + " TO " + loader + ";");

      WAREHOUSE.execute("grant " + MODELER + " to " + loader);
      WAREHOUSE.load(own, "raw.theirs", page);
      assertThat(WAREHOUSE.value("select amount from stage.theirs where id = 2")).isEqualTo("many");
      assertThat(
              WAREHOUSE.value(
                  "select relowner::regrole from pg_class where oid = 'stage.theirs'::regclass"))
          .isEqualTo(MODELER);
    } finally {
      WAREHOUSE.execute("drop owned by " + loader + " cascade", "drop role " + loader);
    }
  }
}
