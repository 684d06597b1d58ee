package io.caravan.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.TestDatabase;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.error.CaravanException;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run reads, with the bookmark in a real database and the run of a real route. */
class ReadPlanTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final Connections connections = new Connections(TestDatabase.settings(Map.of()), null);
  private final Bookmarks bookmarks = new Bookmarks(connections.get(Connections.WAREHOUSE));
  private final DefaultCamelContext context = new DefaultCamelContext();
  private RunRecorder runs;
  private Consumer<ReadPlan> reading;

  @BeforeEach
  void startRoute() throws Exception {
    TechnicalTables.migrate(connections.get(Connections.WAREHOUSE));
    runs = new RunRecorder(connections.get(Connections.WAREHOUSE), "test", Duration.ofSeconds(20));
    context.addRoutePolicyFactory(new RunPolicyFactory(runs));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:shop.orders")
                .routeId("shop.orders")
                .routeGroup("stream")
                .process(
                    exchange ->
                        reading.accept(
                            ReadPlan.of(exchange, bookmarks, "shop.orders", FIVE_MINUTES)));
          }
        });
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    runs.close();
    connections.close();
  }

  private Run run(RunOptions options, Consumer<ReadPlan> source) {
    reading = source;
    Exchange exchange = new DefaultExchange(context);
    Run.begunBy(exchange, "test", options);
    context.createProducerTemplate().send("direct:shop.orders", exchange);
    Run run = Run.of(exchange).orElseThrow();
    if (run.failure() != null) {
      throw run.failure();
    }
    return run;
  }

  @Test
  void eachPartOfAStreamHasABookmarkOfItsOwn() throws Exception {
    bookmarks.set(
        "shop.orders",
        "{\"parts\": {\"a\": \"2026-01-01T00:00:00Z\", \"gone\": \"2025-01-01T00:00:00Z\"}}");
    run(
        RunOptions.NONE,
        plan -> {
          assertThat(plan.part("a").from()).contains("2025-12-31T23:55:00Z");
          assertThat(plan.part("new").from()).isEmpty();
          assertThat(plan.isComplete()).isFalse();
          plan.part("new").seen("2024-05-05T00:00:00Z");
          assertThat(plan.bookmarkJson())
              .isEqualTo(
                  "{\"parts\":{\"a\":\"2026-01-01T00:00:00Z\",\"gone\":\"2025-01-01T00:00:00Z\",\"new\":\"2024-05-05T00:00:00Z\"}}");
        });
  }

  @Test
  void theFirstRunBeginsAtTheBeginningAndEndsWithTheHighestCursor() {
    run(
        RunOptions.NONE,
        plan -> {
          assertThat(plan.selected()).isTrue();
          assertThat(plan.from()).isEmpty();
          assertThat(plan.isComplete()).isTrue();
          assertThat(plan.bookmarkJson()).isNull();
          plan.seen("2026-01-02T00:00:00Z");
          plan.seen("2026-01-01T00:00:00Z");
          plan.seen(null);
          assertThat(plan.bookmarkJson()).isEqualTo("{\"cursor\":\"2026-01-02T00:00:00Z\"}");
        });
  }

  @Test
  void theNextRunBeginsAnOverlapBeforeTheBookmarkAndNeverGoesBack() throws Exception {
    bookmarks.set("shop.orders", "{\"cursor\": \"2026-01-02T00:00:00Z\"}");
    run(
        RunOptions.NONE,
        plan -> {
          assertThat(plan.from()).contains("2026-01-01T23:55:00Z");
          assertThat(plan.isComplete()).isFalse();
          plan.seen("2026-01-01T23:57:00Z");
          assertThat(plan.bookmarkJson()).contains("2026-01-02T00:00:00Z");
        });
  }

  @Test
  void aBareTextIsABookmarkToo() throws Exception {
    bookmarks.set("shop.orders", "\"2026-01-02\"");
    run(RunOptions.NONE, plan -> assertThat(plan.from()).contains("2026-01-01"));
  }

  @Test
  void aFullRefreshForgetsTheBookmarkAndABookmarkOfAnotherKindIsNone() throws Exception {
    bookmarks.set("shop.orders", "{\"cursor\": \"2026-01-02T00:00:00Z\"}");
    run(RunOptions.refresh(), plan -> assertThat(plan.from()).isEmpty());

    bookmarks.set("shop.orders", "{\"commit\": \"abc\", \"files\": {}}");
    run(RunOptions.NONE, plan -> assertThat(plan.from()).isEmpty());
  }

  @Test
  void aBackfillReadsItsPartAndLeavesTheBookmarkAlone() throws Exception {
    bookmarks.set("shop.orders", "{\"cursor\": \"2026-01-02T00:00:00Z\"}");
    run(
        RunOptions.backfill("2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"),
        plan -> {
          assertThat(plan.from()).contains("2025-01-01T00:00:00Z");
          assertThat(plan.to()).contains("2025-02-01T00:00:00Z");
          assertThat(plan.movesBookmark()).isFalse();
          plan.seen("2026-03-01T00:00:00Z");
          assertThat(plan.bookmarkJson()).isNull();
        });
  }

  @Test
  void aLimitCutsThePagesAndIsNeverComplete() {
    run(
        RunOptions.NONE.withLimit(3),
        plan -> {
          assertThat(plan.take(List.of(1, 2))).containsExactly(1, 2);
          assertThat(plan.isFull()).isFalse();
          assertThat(plan.take(List.of(3, 4))).containsExactly(3);
          assertThat(plan.isFull()).isTrue();
          assertThat(plan.isComplete()).isFalse();
          assertThat(plan.movesBookmark()).isFalse();
        });
  }

  @Test
  void aCursorOfTheYear2999IsNotedAndNotKept() {
    Run run =
        run(
            RunOptions.NONE,
            plan -> {
              plan.seen("2026-01-02T00:00:00Z");
              plan.seen("2999-01-01T00:00:00Z");
              plan.seen("32472144000000");
              assertThat(plan.bookmarkJson()).contains("2026-01-02");
            });

    assertThat(run.steps().get(0).notes()).containsKey("cursor in the future");
  }

  @Test
  void aBookmarkOfTheYear2999EndsTheRunAndSaysHowToMoveIt() throws Exception {
    bookmarks.set("shop.orders", "{\"cursor\": \"2999-01-01T00:00:00Z\"}");

    assertThatThrownBy(() -> run(RunOptions.NONE, plan -> {}))
        .hasMessageContaining("E323 The bookmark of shop.orders is in the future")
        .hasMessageContaining("2999-01-01")
        .satisfies(
            thrown ->
                assertThat(((CaravanException) thrown).fixes())
                    .anyMatch(fix -> fix.startsWith("./caravan state set shop.orders")));
    run(RunOptions.refresh(), plan -> assertThat(plan.from()).isEmpty());
  }
}
