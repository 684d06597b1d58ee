package io.caravan.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.TestDatabase;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes take part in the run record by their group alone. */
class RunPolicyTest {

  private static final Duration LEASE = Duration.ofSeconds(20);

  private final Connections connections = new Connections(TestDatabase.settings(Map.of()), null);
  private final HikariDataSource database = connections.get(Connections.WAREHOUSE);
  private final CountDownLatch slowEntered = new CountDownLatch(1);
  private final CountDownLatch slowMayEnd = new CountDownLatch(1);
  private RunRecorder runs;
  private CamelContext context;

  @BeforeEach
  void startRoutes() throws Exception {
    TechnicalTables.migrate(database);
    runs = new RunRecorder(database, "test:1", LEASE);
    context = context(runs);
  }

  @AfterEach
  void stopRoutes() {
    slowMayEnd.countDown();
    context.stop();
    runs.close();
    connections.close();
  }

  private CamelContext context(RunRecorder recorder) throws Exception {
    CamelContext camel = new DefaultCamelContext();
    camel.addRoutePolicyFactory(new RunPolicyFactory(recorder));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:good")
                .routeId("good")
                .routeGroup("pipeline")
                .to("direct:s.a")
                .to("direct:s.b");
            from("direct:siblings")
                .routeId("siblings")
                .routeGroup("pipeline")
                .multicast()
                .to("direct:s.bad", "direct:s.a")
                .end()
                .to("direct:s.b");
            from("direct:tolerant")
                .routeId("tolerant")
                .routeGroup("pipeline")
                .doTry()
                .to("direct:s.bad")
                .doCatch(Exception.class)
                .to("direct:s.a")
                .end();
            from("direct:slow")
                .routeId("slow")
                .routeGroup("pipeline")
                .process(
                    exchange -> {
                      slowEntered.countDown();
                      slowMayEnd.await();
                      Step.of(exchange).run().checkStop();
                    });
            from("direct:s.a")
                .routeId("s.a")
                .routeGroup("stream")
                .process(exchange -> Step.of(exchange).count("new", 3));
            from("direct:s.b").routeId("s.b").routeGroup("stream").log("b");
            from("direct:s.bad")
                .routeId("s.bad")
                .routeGroup("stream")
                .process(
                    exchange -> {
                      throw CaravanException.of(ErrorCode.E311, "No key").where("row 7").build();
                    });
            from("direct:loses-database")
                .routeId("loses-database")
                .routeGroup("pipeline")
                .process(exchange -> database.close())
                .to("direct:s.a");
            from("direct:within")
                .routeId("within")
                .routeGroup("pipeline")
                .process(
                    exchange ->
                        runs.within(exchange, "dbt build", step -> step.count("models", 5)));
            from("direct:s.late")
                .routeId("s.late")
                .routeGroup("stream")
                .process(
                    exchange -> {
                      Step.of(exchange)
                          .failAtEnd(
                              CaravanException.of(ErrorCode.E313, "Too many rejects").build());
                      Step.of(exchange).count("new", 1);
                    })
                .process(exchange -> Step.of(exchange).count("new", 1));
          }
        });
    camel.start();
    return camel;
  }

  private Exchange send(CamelContext camel, String name) {
    Exchange exchange = new DefaultExchange(camel);
    Run.begunBy(exchange, "test");
    return camel.createProducerTemplate().send("direct:" + name, exchange);
  }

  private List<String> stepsOf(Run run) {
    return runs.steps(run.id()).stream()
        .map(step -> step.name() + " " + step.state().word())
        .toList();
  }

  @Test
  void aRunRecordsItsStepsWithTheirCounts() {
    Run run = Run.of(send(context, "good")).orElseThrow();

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(stepsOf(run)).containsExactly("good succeeded", "s.a succeeded", "s.b succeeded");
    assertThat(runs.steps(run.id()).get(1).counts()).isEqualTo("{\"new\": 3}");
    assertThat(runs.latest("good", 5))
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(RunState.SUCCEEDED));
  }

  @Test
  void aFailedStreamDoesNotStopItsSiblingsButNoLaterStageRuns() {
    Run run = Run.of(send(context, "siblings")).orElseThrow();

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E311);
    assertThat(stepsOf(run)).containsExactly("siblings failed", "s.bad failed", "s.a succeeded");
  }

  @Test
  void aRunThatGoesOnAfterAFailedStepIsPartial() {
    Run run = Run.of(send(context, "tolerant")).orElseThrow();

    assertThat(stepsOf(run)).containsExactly("tolerant succeeded", "s.bad failed", "s.a succeeded");
    assertThat(run.state()).isEqualTo(RunState.PARTIAL);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E311);
    assertThat(stepsOf(run)).containsExactly("tolerant succeeded", "s.bad failed", "s.a succeeded");
  }

  @Test
  void aStepMayGoOnToItsEndAndFailThere() {
    Exchange exchange = send(context, "s.late");

    assertThat(CaravanException.from(exchange.getException()).code()).isEqualTo(ErrorCode.E313);
    assertThat(Run.of(exchange).orElseThrow().steps().get(0).counted("new")).isEqualTo(2);
  }

  @Test
  void aComponentMayDoItsWorkAsAStepOfItsOwn() {
    Run run = Run.of(send(context, "within")).orElseThrow();

    assertThat(stepsOf(run)).containsExactly("within succeeded", "dbt build succeeded");
    assertThat(run.steps().get(1).counted("models")).isEqualTo(5);
  }

  @Test
  void aSecondStartIsRefusedAndNamesTheHolder() throws Exception {
    Thread first = new Thread(() -> send(context, "slow"));
    first.start();
    slowEntered.await();
    try (RunRecorder other = new RunRecorder(database, "other:2", LEASE)) {
      CamelContext second = context(other);
      Exchange refused = send(second, "slow");
      second.stop();

      CaravanException failure = CaravanException.from(refused.getException());
      assertThat(failure.code()).isEqualTo(ErrorCode.E701);
      assertThat(failure.where()).contains("test:1");
      assertThat(Run.of(refused)).isEmpty();
    }
    slowMayEnd.countDown();
    first.join();
    assertThat(runs.latest("slow", 5))
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(RunState.SUCCEEDED));
  }

  @Test
  void theRunOfADeadHolderIsInterruptedAndItsLeaseTakenOverWithAHigherFence() throws Exception {
    Leases dead = new Leases(database, "dead:3", LEASE);
    Run lost = new Run("good", "test", RunOptions.NONE);
    Lease old = dead.acquire("good", lost);
    new RunStore(database).begin(lost, "dead:3");
    dead.close();

    Run run = Run.of(send(context, "good")).orElseThrow();

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.steps().get(0).fence()).isGreaterThan(old.fence());
    assertThat(runs.find(lost.id()).orElseThrow().state()).isEqualTo(RunState.INTERRUPTED);
  }

  @Test
  void aStopRequestEndsTheRunAtItsNextPageAsInterrupted() throws Exception {
    Thread thread = new Thread(() -> send(context, "slow"));
    thread.start();
    slowEntered.await();

    runs.requestStop();
    slowMayEnd.countDown();
    thread.join();

    assertThat(runs.latest("slow", 1).get(0).state()).isEqualTo(RunState.INTERRUPTED);
  }

  @Test
  void aRunEndsAsFailedEvenWhenTheDatabaseIsGoneThatShouldRemember() {
    Run run = Run.of(send(context, "loses-database")).orElseThrow();

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E300);
  }

  @Test
  void aRunStillGoingIsClosedWhenCamelShutsDown() throws Exception {
    Thread thread = new Thread(() -> send(context, "slow"));
    thread.start();
    slowEntered.await();

    Thread stop = new Thread(context::stop);
    stop.start();
    slowMayEnd.countDown();
    thread.join();
    stop.join();

    assertThat(runs.latest("slow", 1).get(0).state()).isNotEqualTo(RunState.RUNNING);
  }
}
