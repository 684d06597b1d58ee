package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.time.Duration;
import java.util.Map;

/** Runs something while showing its progress, listens to Ctrl-C, and prints the summary. */
final class Runner {

  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final Caravan caravan;
  private final Terminal terminal;

  Runner(Caravan caravan, Terminal terminal) {
    this.caravan = caravan;
    this.terminal = terminal;
  }

  /** Yields the exit code. */
  int run(String name, String trigger, Map<String, Object> variables) {
    StopSignals signals = StopSignals.listen(this::stop);
    Run run = quietly(name, trigger, variables);
    print(RunReport.of(run));
    boolean interrupted = run.state() == RunState.INTERRUPTED && signals.exitCode() != 0;
    return interrupted ? signals.exitCode() : ExitCodes.of(run);
  }

  /** Runs and shows progress, but prints no summary. */
  Run quietly(String name, String trigger, Map<String, Object> variables) {
    try (Progress progress = Progress.on(terminal)) {
      caravan.runs().onStep(Logs.ofRuns().andThen(progress));
      return caravan.run(name, trigger, variables);
    }
  }

  void print(RunReport report) {
    if (terminal.json()) {
      terminal.printJson(report);
    } else {
      RunSummaryBlock.lines(report, terminal).forEach(terminal::print);
    }
  }

  private void stop(int exitCode) {
    terminal.say("");
    terminal.say("stopping after this page, press again to stop now");
    caravan.runs().requestStop();
    Deadline.endProcessAfter(DRAIN, exitCode);
  }
}
