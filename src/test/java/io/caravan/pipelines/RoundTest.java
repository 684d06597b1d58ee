package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caravan.TestDatabase;
import io.caravan.UnderTarget;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Rounds;
import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.run.RunSummary;
import io.caravan.run.Step;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real file of the round, over small pipelines and a dbt that only says what it was asked. */
class RoundTest {

  private static final List<String> PIPELINES = List.of("first", "second", "third");

  /** One model built, as dbt leaves it. */
  private static final String DBT =
      """
      #!/bin/sh
      echo "$@" >> calls
      now=$(date -u +%Y-%m-%dT%H:%M:%S.999999Z)
      mkdir -p "$DBT_TARGET_PATH"
      echo '{"metadata": {"generated_at": "'$now'", "invocation_id": "i"}, "results": [
        {"unique_id": "model.caravan.m", "status": "success", "execution_time": 0.1,
         "adapter_response": {}}]}' > "$DBT_TARGET_PATH/run_results.json"
      """;

  private interface Work {
    void run(Step step) throws Exception;
  }

  @TempDir(factory = UnderTarget.class)
  private Path project;

  /** What the pipelines do, by name; nothing unless said. */
  private final Map<String, Work> work = new ConcurrentHashMap<>();

  private Caravan caravan;

  @AfterEach
  void stop() {
    if (caravan != null) {
      caravan.close();
    }
  }

  /** Starts the project without its pipelines, then adds those of this test. */
  private void start(String... enabled) throws Exception {
    start(Mode.COMMAND, Map.of(), enabled);
    caravan
        .context()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                for (String name : PIPELINES) {
                  from("direct:" + name)
                      .routeId(name)
                      .routeGroup("pipeline")
                      .process(
                          exchange -> work.getOrDefault(name, step -> {}).run(Step.of(exchange)));
                }
              }
            });
  }

  private void start(Mode mode, Map<String, String> overrides, String... enabled)
      throws IOException {
    Path pipelines = Files.createDirectories(project.resolve("routes/pipelines"));
    Files.copy(Path.of("routes/pipelines/round.camel.yaml"), pipelines.resolve("round.camel.yaml"));
    Files.createDirectories(project.resolve("dbt"));
    Path dbt = Files.writeString(project.resolve("dbt/dbt.sh"), DBT);
    Files.setPosixFilePermissions(dbt, PosixFilePermissions.fromString("rwxr-xr-x"));
    DatabaseAddress database = TestDatabase.create();
    Map<String, String> all = new HashMap<>();
    all.put("db.warehouse.url", database.jdbcUrl());
    all.put("db.warehouse.user", database.user());
    all.put("db.warehouse.password", database.password());
    all.put("rounds.pipelines", String.join(", ", PIPELINES));
    for (String name : enabled) {
      all.put(name + ".enabled", "true");
    }
    all.put("dbt.command", "dbt/dbt.sh");
    all.putAll(overrides);
    caravan = Caravan.start(Settings.load(project, all, Map.of()), mode);
  }

  private void serve(String port) throws IOException {
    Files.writeString(
        Files.createDirectories(project.resolve("routes/pipelines")).resolve("first.camel.yaml"),
        """
        - route:
            id: first
            group: pipeline
            from:
              uri: direct:first
              steps:
                - log: nothing to do
        """);
    start(
        Mode.SERVE,
        Map.of(
            "pipeline.interval-seconds", "1",
            "camel.server.port", port,
            "camel.management.port", port),
        "first");
  }

  private Run round() {
    return caravan.run(Rounds.ROUTE, "test", Map.of());
  }

  private static List<String> steps(Run run) {
    return run.steps().stream().map(step -> step.name() + " " + step.state().word()).toList();
  }

  private List<String> dbtCalls() throws IOException {
    Path calls = project.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private RunSummary last(String pipeline) {
    return caravan.runs().latest(pipeline, 1).get(0);
  }

  private static Work failing() {
    return step -> {
      throw CaravanException.of(ErrorCode.E202, "The login was rejected").build();
    };
  }

  @Test
  void runsTheEnabledPipelinesInTheirOrderAndThenDbt() throws Exception {
    start("first", "third");
    work.put("third", step -> step.count("new", 7));

    Run round = round();

    assertThat(round.state()).as("%s", round.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(steps(round))
        .containsExactly(
            "round succeeded", "first succeeded", "third succeeded", "dbt build succeeded");
    assertThat(round.steps().get(2).counted("new")).isEqualTo(7);
    assertThat(dbtCalls())
        .singleElement()
        .asString()
        .contains("build --select source:first+ source:third+");
  }

  @Test
  void eachPipelineIsARunOfItsOwn() throws Exception {
    start("first");

    Run round = round();

    assertThat(last("first").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(last("first").trigger()).isEqualTo("round");
    assertThat(round.steps().get(1).notes()).containsEntry("run", last("first").runId());
    assertThat(caravan.runs().find(round.id())).isPresent();
  }

  @Test
  void aFailureIsReportedAndTheRoundGoesOn() throws Exception {
    start("first", "second", "third");
    work.put("second", failing());

    Run round = round();

    assertThat(round.state()).isEqualTo(RunState.PARTIAL);
    assertThat(round.failure().code()).isEqualTo(ErrorCode.E202);
    assertThat(steps(round))
        .containsExactly(
            "round succeeded",
            "first succeeded",
            "second failed",
            "third succeeded",
            "dbt build succeeded");
    assertThat(last("second").state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aPipelineThatHasToWaitIsLeftOutUntilThen() throws Exception {
    start("first", "second");
    Instant until = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
    work.put("first", waitingUntil(until));

    Run limited = round();
    Run leftOut = round();

    assertThat(steps(limited)).contains("first waiting", "second succeeded");
    assertThat(steps(leftOut))
        .containsExactly(
            "round succeeded", "first waiting", "second succeeded", "dbt build succeeded");
    assertThat(leftOut.again()).contains(until);
    assertThat(leftOut.steps().get(1).failure().what())
        .isEqualTo("first is not begun before " + until.truncatedTo(ChronoUnit.SECONDS));
    assertThat(caravan.runs().latest("first", 10)).hasSize(1);
    assertThat(caravan.runs().waitsUntil("first")).contains(until);

    work.remove("first");
    Run byHand = caravan.run("first", "command", Map.of());
    Run after = round();

    assertThat(byHand.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(steps(after)).contains("first succeeded");
  }

  @Test
  void aPipelineThatWasToWaitBeginsWhenTheTimeHasCome() throws Exception {
    start("first");
    work.put("first", waitingUntil(Instant.now().minusMillis(1)));
    round();
    work.remove("first");

    assertThat(steps(round())).contains("first succeeded");
  }

  @Test
  void aScheduleDoesNotBeginWhatHasToWait() throws Exception {
    start("first");
    work.put("first", waitingUntil(Instant.now().plusSeconds(3600)));
    caravan.run("first", "command", Map.of());

    CaravanException refused =
        catchThrowableOfType(
            CaravanException.class, () -> caravan.run("first", "schedule", Map.of()));

    assertThat(refused.code()).isEqualTo(ErrorCode.E205);
    assertThat(refused.fixes().get(0)).contains("./caravan run first");
    assertThat(caravan.runs().latest("first", 10)).hasSize(1);
  }

  private static Work waitingUntil(Instant again) {
    return step -> {
      throw CaravanException.of(ErrorCode.E205, "No calls for now").again(again).build();
    };
  }

  @Test
  void aPipelineThatRunsElsewhereIsLeftOutAndASecondRoundIsRefused() throws Exception {
    start("first", "second");
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    work.put(
        "first",
        step -> {
          entered.countDown();
          mayEnd.await();
        });
    CompletableFuture<Run> going =
        CompletableFuture.supplyAsync(() -> caravan.run("first", "test", Map.of()));
    entered.await();

    Run round = round();

    assertThat(steps(round))
        .containsExactly(
            "round succeeded", "first failed", "second succeeded", "dbt build succeeded");
    assertThat(round.failure().code()).isEqualTo(ErrorCode.E701);
    mayEnd.countDown();
    assertThat(going.get().state()).isEqualTo(RunState.SUCCEEDED);

    CountDownLatch again = new CountDownLatch(1);
    CountDownLatch mayEndAgain = new CountDownLatch(1);
    work.put(
        "second",
        step -> {
          again.countDown();
          mayEndAgain.await();
        });
    CompletableFuture<Run> first = CompletableFuture.supplyAsync(this::round);
    again.await();
    CaravanException refused = catchThrowableOfType(CaravanException.class, this::round);
    mayEndAgain.countDown();

    assertThat(refused.code()).isEqualTo(ErrorCode.E701);
    assertThat(first.get().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aStopEndsTheRoundAtOnceAndNothingBeginsAfterIt() throws Exception {
    start("first", "second");
    work.put(
        "first",
        step -> {
          caravan.runs().requestStop();
          step.run().checkStop();
        });

    Run round = round();

    assertThat(round.state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(last("first").state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(caravan.runs().latest("second", 1)).isEmpty();
    assertThat(dbtCalls()).isEmpty();
    CaravanException after = catchThrowableOfType(CaravanException.class, this::round);
    assertThat(after.code()).isEqualTo(ErrorCode.E703);
  }

  @Test
  void aRoundWithoutPipelinesDoesNothing() throws Exception {
    start();

    Run round = round();

    assertThat(round.failure().code()).isEqualTo(ErrorCode.E101);
    assertThat(round.failure().fixes().get(0)).contains("first.enabled");
    assertThat(dbtCalls()).isEmpty();
  }

  @Test
  void aNameThatNoPipelineHasIsSaidBeforeAnythingRuns() throws Exception {
    start("first");
    Settings settings =
        Settings.load(
            project, Map.of("rounds.pipelines", "frist", "frist.enabled", "true"), Map.of());

    CaravanException failure =
        catchThrowableOfType(
            CaravanException.class, () -> Rounds.of(settings).check(caravan.context()));

    assertThat(failure.code()).isEqualTo(ErrorCode.E104);
    assertThat(failure.why()).contains("first");
  }

  @Test
  void underServeTheNextRoundBeginsAPauseAfterTheEndOfTheOneBefore() throws Exception {
    BlockingQueue<Run> rounds = new LinkedBlockingQueue<>();
    try (ServerSocket free = new ServerSocket(0)) {
      serve(String.valueOf(free.getLocalPort()));
    }
    caravan
        .runs()
        .onStep(
            step -> {
              Run run = step.run();
              if (run.pipeline().equals(Rounds.ROUTE) && run.finishedAt() != null) {
                rounds.add(run);
              }
            });

    Run first = rounds.poll(60, TimeUnit.SECONDS);
    Run second = rounds.poll(60, TimeUnit.SECONDS);

    Instant end = first.finishedAt();
    assertThat(Duration.between(end, second.startedAt()))
        .isBetween(Duration.ofMillis(990), Duration.ofSeconds(20));
    assertThat(first.trigger()).isEqualTo("schedule");
    assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
  }
}
