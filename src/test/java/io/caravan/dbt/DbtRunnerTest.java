package io.caravan.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that real dbt does not produce on demand, with a script in its place. */
class DbtRunnerTest {

  /** printf, for the echo of some shells reads backslashes. */
  private static final String LOG_LINE =
      "printf '%%s\\n' '{\"info\": {\"level\": \"%s\", \"msg\": \"%s\", \"name\": \"%s\", \"invocation_id\": \"i-1\"}}'\n";

  /** Results of invocation i-1, written at the time of the call. */
  private static final String RESULTS =
      """
      now=$(date -u +%%Y-%%m-%%dT%%H:%%M:%%S.999999Z)
      mkdir -p "$DBT_TARGET_PATH"
      echo '{"metadata": {"generated_at": "'$now'", "invocation_id": "%s"}, "results": [{"unique_id":
        "model.caravan.orders", "status": "success", "execution_time": 1.5, "adapter_response":
        {"rows_affected": 99}}]}' > "$DBT_TARGET_PATH/run_results.json"
      """;

  @TempDir Path project;

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(project.resolve("dbt"));
  }

  private static String log(String level, String message, String name) {
    return LOG_LINE.formatted(level, message, name);
  }

  private DbtRunner runner(String script, Map<String, String> overrides) {
    Scripts.write(project.resolve("fake/dbt"), script);
    Map<String, String> all = new HashMap<>(Map.of("dbt.command", "fake/dbt"));
    all.putAll(overrides);
    return new DbtRunner(
        Settings.load(project, all, Map.of()),
        new DatabaseAddress("127.0.0.1", 5432, "etl", "loader", "hidden-hidden"));
  }

  private DbtOutcome build(String script) {
    return runner(script, Map.of()).run(DbtCommand.of("build"), null);
  }

  @Test
  void passesArgumentsAsAListAndThePasswordByEnvironmentOnly() throws IOException {
    String script =
        "for a in \"$@\"; do echo \"$a\"; done > args\nenv > env\n"
            + log("info", "ok", "X")
            + RESULTS.formatted("i-1");
    DbtCommand command = new DbtCommand("build", "a b; touch c", null, false, null, null);

    DbtOutcome outcome = runner(script, Map.of()).run(command, project.resolve("runs/1/dbt"));

    assertThat(outcome.orThrow().nodes()).extracting(NodeResult::rows).containsExactly(99L);
    assertThat(project.resolve("runs/1/dbt/run_results.json")).exists();
    assertThat(Files.readAllLines(project.resolve("args")))
        .contains("--log-format", "json", "build", "--select", "a b; touch c")
        .containsSubsequence("--project-dir", project.resolve("dbt").toString())
        .noneMatch(argument -> argument.contains("hidden-hidden"));
    assertThat(Files.readAllLines(project.resolve("env")))
        .contains("DBT_ENV_SECRET_CARAVAN_DB_PASSWORD=hidden-hidden", "DO_NOT_TRACK=1");
  }

  @Test
  void exitTwoIsToldWithTheLastErrorOfDbt() {
    DbtOutcome outcome =
        build(
            log("error", "Encountered an error:\\nCompilation Error\\n  depends on nope", "X")
                + "exit 2");

    assertThat(outcome.failure().code()).isEqualTo(ErrorCode.E505);
    assertThat(outcome.failure().why()).isEqualTo("Compilation Error; depends on nope");
    assertThat(outcome.failure().where()).isEqualTo("dbt build, exit 2");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNotCalledAFailureOfDbt() {
    String refused = "connection to server at 127.0.0.1, port 1 failed: Connection refused";
    String login = "connection to server failed: FATAL:  password authentication failed for user";

    assertThat(build(log("error", refused, "X") + "exit 2").failure().code())
        .isEqualTo(ErrorCode.E300);
    assertThat(build(log("error", login, "X") + "exit 2").failure().code())
        .isEqualTo(ErrorCode.E202);
  }

  @Test
  void aKilledDbtIsToldWithItsSignalAndTheUsualCause() {
    DbtOutcome outcome = build("kill -9 $$");

    assertThat(outcome.failure().code()).isEqualTo(ErrorCode.E505);
    assertThat(outcome.failure().why())
        .isEqualTo("signal 9: the machine probably ran out of memory");
  }

  @Test
  void ctrlCIsARequestToStopNotAFailure() {
    String stack = "Traceback (most recent call last):\\n  File x\\nKeyboardInterrupt\\n";

    assertThat(build(log("error", stack, "MainStackTrace") + "exit 2").failure().code())
        .isEqualTo(ErrorCode.E703);
    // 128 + 2 is how Java tells the death by SIGINT. Sending it would do nothing where the build
    // itself runs with SIGINT ignored.
    assertThat(build("exit 130").failure().code()).isEqualTo(ErrorCode.E703);
  }

  @Test
  void aDbtThatHangsIsStoppedWithEverythingItStarted() throws Exception {
    // Deaf to the polite signal, and so is its child.
    String script =
        "trap '' INT TERM\n"
            + log("info", "1 of 6 START model orders", "X")
            + "sleep 600 & echo $! > child\nwait\nsleep 600";

    DbtOutcome outcome =
        runner(script, Map.of("dbt.timeout", "500ms")).run(DbtCommand.of("build"), null);

    assertThat(outcome.failure().code()).isEqualTo(ErrorCode.E504);
    assertThat(outcome.failure().why()).contains("0.5s", "1 of 6 START model orders");
    assertGone(Long.parseLong(Files.readString(project.resolve("child")).strip()));
  }

  private static void assertGone(long pid) throws Exception {
    ProcessHandle.of(pid)
        .ifPresent(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(5)));
  }

  @Test
  void resultsOfAnEarlierCallAreNeverThoseOfThisOne() throws IOException {
    Files.createDirectories(project.resolve(".caravan/dbt/target"));
    Files.writeString(project.resolve(".caravan/dbt/target/run_results.json"), "{}");

    assertThat(build(log("info", "ok", "X")).failure().what())
        .isEqualTo("dbt ended well but left no results of this call");
    assertThat(build(log("info", "ok", "X") + RESULTS.formatted("i-0")).failure().code())
        .isEqualTo(ErrorCode.E505);
  }

  @Test
  void halfWrittenResultsAreAFailure() {
    DbtOutcome outcome =
        build(
            "mkdir -p $DBT_TARGET_PATH; echo '{\"metadata\": {' > $DBT_TARGET_PATH/run_results.json");

    assertThat(outcome.failure().code()).isEqualTo(ErrorCode.E505);
  }

  @Test
  void aSelectionThatMatchesNothingIsAMistakeNotASuccess() {
    DbtOutcome outcome = build(log("warn", "Nothing to do.", "NothingToDo"));

    assertThat(outcome.failure().code()).isEqualTo(ErrorCode.E104);
  }

  @Test
  void depsAndDebugNeedNoResults() {
    assertThat(runner("exit 0", Map.of()).run(DbtCommand.of("debug"), null).failure()).isNull();
  }

  @Test
  void packagesOfTheProjectAreFetchedBeforeTheFirstBuild() throws IOException {
    Files.writeString(project.resolve("dbt/packages.yml"), "packages: []\n");
    String script =
        "echo \"$6\" >> verbs\n[ \"$6\" = deps ] && { mkdir dbt/dbt_packages; exit 0; }\n"
            + RESULTS.formatted("i-1");

    assertThat(build(script).failure()).isNull();
    assertThat(build(script).failure()).isNull();
    assertThat(Files.readAllLines(project.resolve("verbs")))
        .containsExactly("deps", "build", "build");
  }

  @Test
  void aLogOfManyMegabytesIsReadToItsEnd() {
    String script = "yes 'a line of some length that says nothing' | head -n 200000\n";

    assertThat(build(script + log("error", "at last", "X") + "exit 2").failure().why())
        .isEqualTo("at last");
  }

  @Test
  void anAbsentDbtIsAFailureWithTheSettingToCorrect() throws IOException {
    DbtRunner runner = runner("", Map.of());
    Files.delete(project.resolve("fake/dbt"));

    assertThatThrownBy(() -> runner.run(DbtCommand.of("build"), null))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("E501")
        .hasMessageContaining("dbt.command");
  }

  @Test
  void aDbtLeftBehindByAKilledCaravanIsStoppedFirst() throws Exception {
    Process leftover = new ProcessBuilder("sleep", "600").start();
    new RunningDbt(Files.createDirectories(project.resolve(".caravan/dbt")).resolve("process"))
        .remember(leftover.toHandle());

    assertThat(build(RESULTS.formatted("i-1")).failure()).isNull();

    assertThat(leftover.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aStrangerWithTheNumberOfAnEarlierDbtIsLeftAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.createDirectories(project.resolve(".caravan/dbt"));
      Files.writeString(
          project.resolve(".caravan/dbt/process"), stranger.pid() + " 2001-01-01T00:00:00Z");

      assertThat(build(RESULTS.formatted("i-1")).failure()).isNull();

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void twoCallsAtOnceRunOneAfterTheOther() {
    // mkdir fails when another call is between its two lines.
    String script = "mkdir busy || exit 2\nsleep 0.3\nrmdir busy\n" + RESULTS.formatted("i-1");
    DbtRunner runner = runner(script, Map.of());

    CompletableFuture<DbtOutcome> other =
        CompletableFuture.supplyAsync(() -> runner.run(DbtCommand.of("build"), null));

    assertThat(runner.run(DbtCommand.of("build"), null).failure()).isNull();
    assertThat(other.join().failure()).isNull();
  }
}
