package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.cli.log.Logs;
import io.caravan.cli.output.Places;
import io.caravan.cli.output.Progress;
import io.caravan.cli.output.ReadyLine;
import io.caravan.cli.output.RunReport;
import io.caravan.cli.output.RunSummaryBlock;
import io.caravan.cli.output.Terminal;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Runs something while showing its progress, listens to Ctrl-C, and prints the summary. */
final class Runner {

  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final Caravan caravan;
  private final Terminal terminal;
  private final Path dataDir;
  private final ReadyLine ready = new ReadyLine();

  /**
   * @param dataDir where the logs of runs are
   */
  Runner(Caravan caravan, Terminal terminal, Path dataDir) {
    this.caravan = caravan;
    this.terminal = terminal;
    this.dataDir = dataDir;
  }

  /** Yields the exit code. */
  int run(String name, String trigger, Map<String, Object> variables) {
    return run(name, trigger, RunOptions.NONE, variables);
  }

  /** Yields the exit code. */
  int run(String name, String trigger, RunOptions options, Map<String, Object> variables) {
    StopSignals signals = StopSignals.listen(this::stop);
    Run run = shown(name, trigger, options, variables);
    boolean interrupted = run.state() == RunState.INTERRUPTED && signals.exitCode() != 0;
    return interrupted ? signals.exitCode() : ExitCodes.of(run);
  }

  /** Shows progress and summary. */
  Run shown(String name, String trigger, Map<String, Object> variables) {
    return shown(name, trigger, RunOptions.NONE, variables);
  }

  private Run shown(
      String name, String trigger, RunOptions options, Map<String, Object> variables) {
    Run run;
    try (Progress progress = Progress.on(terminal)) {
      caravan.runs().onStep(Logs.ofRuns().andThen(ready).andThen(progress));
      run = caravan.run(name, trigger, options, variables);
    }
    print(RunReport.of(run));
    return run;
  }

  private void print(RunReport report) {
    if (terminal.json()) {
      terminal.printJson(report);
    } else {
      RunSummaryBlock.lines(report, terminal).forEach(terminal::print);
      terminal.print("  log    " + Places.shown(Logs.file(dataDir, report.run())));
    }
  }

  private void stop(int exitCode) {
    terminal.say("");
    terminal.say("stopping after this page, press again to stop now");
    caravan.runs().requestStop();
    Deadline.endProcessAfter(DRAIN, exitCode);
  }
}
