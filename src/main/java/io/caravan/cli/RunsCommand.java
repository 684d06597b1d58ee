package io.caravan.cli;

import io.caravan.app.Databases;
import io.caravan.cli.output.RunReport;
import io.caravan.cli.output.RunSummaryBlock;
import io.caravan.cli.output.Table;
import io.caravan.cli.output.Totals;
import io.caravan.cli.output.Words;
import io.caravan.run.RunRecorder;
import io.caravan.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What ran when, and how it went. */
@Command(
    name = "runs",
    description = "The history of runs, newest first; one run with its steps when its id is given.",
    footer = {"", "Example: ./caravan runs --pipeline sync-orders-to-pipedrive --limit 5"})
final class RunsCommand extends Verb {

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The id of a run or its beginning.")
  private String id;

  @Option(names = "--pipeline", paramLabel = "NAME", description = "Only runs of this pipeline.")
  private String pipeline;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many (20).")
  private int limit = 20;

  @Override
  public Integer call() {
    try (Databases databases = openDatabases(settings())) {
      if (id != null) {
        printOne(databases.runs());
      } else {
        printAll(
            databases.runs().latest(pipeline, limit).stream()
                .map(run -> RunReport.of(run, databases.runs().steps(run.runId())))
                .toList());
      }
      return 0;
    }
  }

  private void printOne(RunRecorder runs) {
    RunSummary run = FoundRun.byId(runs, id);
    RunReport report = RunReport.of(run, runs.steps(run.runId()));
    if (terminal().json()) {
      terminal().printJson(report);
      return;
    }
    Table steps = new Table("STATE", "STEP", "KIND", "TOOK", "ROWS");
    report
        .steps()
        .forEach(
            step ->
                steps.row(
                    step.state(),
                    step.name(),
                    step.kind(),
                    Words.duration(Duration.ofMillis(step.durationMs())),
                    Totals.words(step.counts())));
    steps.print(terminal());
    RunSummaryBlock.lines(report, terminal()).forEach(terminal()::print);
  }

  private void printAll(List<RunReport> runs) {
    if (terminal().json()) {
      terminal().printJson(runs);
      return;
    }
    Table table = new Table("STATE", "RUN", "PIPELINE", "TRIGGER", "STARTED", "TOOK", "ROWS");
    runs.forEach(
        run ->
            table.row(
                run.state(),
                run.run(),
                run.pipeline(),
                run.trigger(),
                Words.time(Instant.parse(run.startedAt())),
                Words.duration(Duration.ofMillis(run.durationMs())),
                run.error() == null ? run.moved() : run.error().code() + " " + run.error().what()));
    table.print(terminal());
  }
}
