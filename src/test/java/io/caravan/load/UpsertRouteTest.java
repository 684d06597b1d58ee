package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import io.caravan.stream.Bookmarks;
import io.caravan.stream.Reject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The component in a route: body, bookmark variable, counts, threshold, fence. */
class UpsertRouteTest {

  private static final Warehouse WAREHOUSE = new Warehouse();
  private static final RunRecorder RUNS =
      new RunRecorder(WAREHOUSE.database(), "test", Duration.ofSeconds(30));
  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

  @BeforeAll
  static void start() throws Exception {
    CAMEL.getRegistry().bind("settings", WAREHOUSE.settings());
    CAMEL.getRegistry().bind("connections", WAREHOUSE.connections());
    CAMEL.addRoutePolicyFactory(new RunPolicyFactory(RUNS));
    CAMEL.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            stream("shop.orders", "upsert:shop.orders?key=id");
            stream("shop.typed", "upsert:shop.typed?key=id&infer=true&maxRejects=1");
            stream("shop.all", "upsert:shop.all?keys=shop.buyers:id;lines:order_id,line");
            stream("shop.pages", "upsert:shop.pages?key=id");
            stream("shop.payments", "upsert:shop.payments?key=id");
            stream("shop.fenced", "upsert:shop.fenced?key=id");
          }

          private void stream(String name, String uri) {
            from("direct:" + name)
                .routeId(name)
                .group("stream")
                .split(body())
                .stopOnException()
                .setVariable("bookmark", simple("${body[bookmark]}"))
                .setBody(simple("${body[rows]}"))
                .to(uri);
          }
        });
    CAMEL.start();
  }

  @AfterAll
  static void stop() {
    CAMEL.stop();
    RUNS.close();
    WAREHOUSE.close();
  }

  /** Sends pages, each with rows and a bookmark, through a route as one run. */
  private static void send(String stream, Object... pages) {
    CAMEL.createProducerTemplate().sendBody("direct:" + stream, List.of(pages));
  }

  private static Object page(Object bookmark, Object rows) {
    return record("bookmark", bookmark, "rows", rows);
  }

  private static String bookmark(String stream) throws Exception {
    return new Bookmarks(WAREHOUSE.database()).find(stream).orElse(null);
  }

  private static String step(String stream, String what) {
    return WAREHOUSE.value(
        "select "
            + what
            + " from caravan.steps where name = '"
            + stream
            + "' order by started_at desc limit 1");
  }

  @Test
  void storesRowsAndBookmarkAndCountsThemInTheRunRecord() throws Exception {
    send(
        "shop.orders",
        page(
            "{\"updated\": 5}",
            List.of(record("id", 1, "status", "placed"), record("id", 2, "status", "placed"))),
        page(
            Map.of("updated", 9),
            new ObjectMapper().readTree("[{\"id\": 2, \"status\": \"shipped\"}]")));

    assertThat(WAREHOUSE.rows("select id, status from shop.orders order by id"))
        .containsExactly(List.of("1", "placed"), List.of("2", "shipped"));
    assertThat(bookmark("shop.orders")).isEqualTo("{\"updated\": 9}");
    assertThat(step("shop.orders", "counts::text"))
        .contains("\"new\": 2", "\"changed\": 1", "\"same\": 0", "\"rejected\": 0", "\"read\": 3");
    assertThat(step("shop.orders", "notes ->> 'ddl'"))
        .contains("create table \\\"shop\\\".\\\"orders\\\"");
    assertThat(step("shop.orders", "notes -> 'bookmark' ->> 'updated'")).isEqualTo("9");
  }

  @Test
  void aStagingModelOfDbtShowsAValueThatNeededAnotherType() {
    send("shop.payments", page(null, List.of(record("id", 1, "amount", 100, "paid", null))));
    WAREHOUSE.execute(
        "create schema staging",
        "create view staging.stg_shop__payments as with source as (select * from shop.payments),"
            + " renamed as (select id as payment_id, amount as amount_cents, paid from source)"
            + " select * from renamed");

    send("shop.payments", page(null, List.of(record("id", 2, "amount", 99.5, "paid", true))));

    assertThat(
            WAREHOUSE
                .rows("select * from staging.stg_shop__payments order by payment_id")
                .toString())
        .isEqualTo("[[1, 100, null], [2, 99.5, t]]");
    assertThat(step("shop.payments", "notes ->> 'ddl'"))
        .contains("drop view staging.stg_shop__payments", "create view");
  }

  @Test
  void leavesTheBookmarkWhereItIsWhenThereIsNone() throws Exception {
    send(
        "shop.pages",
        page("{\"p\": 1}", List.of(record("id", 1))),
        page(null, List.of(record("id", 2))));
    assertThat(bookmark("shop.pages")).isEqualTo("{\"p\": 1}");
  }

  @Test
  void storesGoodRowsAndFailsAtTheEndWithReasonsWhenMoreIsRejectedThanAllowed() throws Exception {
    Object good = record("id", "1", "day", "2024-01-31");
    Reject ragged = new Reject("4 fields, but the header has 3", "orders.csv line 7", "[\"a\"]");
    send("shop.typed", page("{\"c\": 1}", List.of(good, ragged)));
    assertThat(bookmark("shop.typed")).isEqualTo("{\"c\": 1}");

    assertThatThrownBy(
            () ->
                send(
                    "shop.typed",
                    page(
                        "{\"c\": 2}",
                        List.of(
                            record("id", "2", "day", "2024-02-01"),
                            ragged,
                            record("day", "2024-02-01")))))
        .isInstanceOf(CamelExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            CaravanException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.E313);
              assertThat(failure.why())
                  .contains("1 x 4 fields, but the header has 3", "1 x the key id is missing");
              assertThat(failure.fixes()).contains("./caravan rejects shop.typed");
            });

    assertThat(WAREHOUSE.types("shop.typed"))
        .containsExactly(Map.entry("id", "bigint"), Map.entry("day", "date"));
    assertThat(WAREHOUSE.value("select count(*) from shop.typed")).isEqualTo("2");
    assertThat(bookmark("shop.typed")).isEqualTo("{\"c\": 1}");
    assertThat(
            WAREHOUSE.rows(
                "select reason, where_ from caravan.rejects where stream = 'shop.typed' order by id"))
        .containsExactly(
            List.of("4 fields, but the header has 3", "orders.csv line 7"),
            List.of("the key id is missing or null", "record 3 of a page"));
  }

  @Test
  void storesSeveralTablesOfAPageTogether() throws Exception {
    send(
        "shop.all",
        page(
            "{\"c\": 1}",
            Map.of(
                "shop.buyers", List.of(record("id", 1)),
                "lines",
                    List.of(record("order_id", 1, "line", 1), record("order_id", 1, "line", 2)))));
    assertThat(WAREHOUSE.value("select count(*) from shop.lines")).isEqualTo("2");

    WAREHOUSE.execute(
        "create function shop.broken() returns trigger language plpgsql as "
            + "$$ begin raise exception 'no more' using errcode = '58030'; end $$",
        "create trigger broken before insert on shop.lines for each row execute function shop.broken()");
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("buyers", List.of(record("id", 2)));
    both.put("lines", List.of(record("order_id", 2, "line", 1)));
    assertThatThrownBy(() -> send("shop.all", page("{\"c\": 2}", both)))
        .cause()
        .hasMessageContaining("no more");

    assertThat(WAREHOUSE.value("select count(*) from shop.buyers")).isEqualTo("1");
    assertThat(bookmark("shop.all")).isEqualTo("{\"c\": 1}");
  }

  @Test
  void writesNothingOnceAnotherProcessHasTakenOver() throws Exception {
    send("shop.fenced", page("{\"c\": 1}", List.of(record("id", 1))));
    WAREHOUSE.execute("update caravan.bookmarks set fence = 1000 where stream = 'shop.fenced'");

    assertThatThrownBy(() -> send("shop.fenced", page("{\"c\": 2}", List.of(record("id", 2)))))
        .satisfies(
            failure ->
                assertThat(CaravanException.in(failure).orElseThrow().code())
                    .isEqualTo(ErrorCode.E702));

    assertThat(WAREHOUSE.value("select count(*) from shop.fenced")).isEqualTo("1");
    assertThat(bookmark("shop.fenced")).isEqualTo("{\"c\": 1}");
  }
}
