package io.caravan.cli;

import io.caravan.app.Databases;
import io.caravan.cli.log.Logs;
import io.caravan.cli.log.Tail;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.RunRecorder;
import io.caravan.run.RunState;
import io.caravan.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The log of a run. */
@Command(
    name = "logs",
    description = "The log of the newest run, or of the one given.",
    footer = {"", "Example: ./caravan logs --tail 50", "         ./caravan logs 01KBQ7 --follow"})
final class LogsCommand extends Verb {

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The id of a run or its beginning.")
  private String id;

  @Option(names = "--tail", paramLabel = "N", description = "Only the last lines.")
  private Integer tail;

  @Option(
      names = {"-f", "--follow"},
      description = "Stay and print what is added until the run ends.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = settings();
    try (Databases databases = openDatabases(settings)) {
      RunSummary run = FoundRun.newestOr(databases.runs(), id);
      Path file = Logs.file(settings.dataDir(), run.runId());
      if (!Files.isRegularFile(file)) {
        throw CaravanException.of(ErrorCode.E315, "The log of run " + run.runId() + " is not here")
            .where(file.toString())
            .why("it ran in process " + run.holder() + ", perhaps on another machine")
            .fix("./caravan runs " + run.runId())
            .build();
      }
      Tail log = new Tail(file, terminal().out());
      log.printLast(tail);
      while (follow && isRunning(databases.runs(), run)) {
        Thread.sleep(500);
        log.printNew();
      }
      return 0;
    }
  }

  private static boolean isRunning(RunRecorder runs, RunSummary run) {
    return runs.find(run.runId()).filter(now -> now.state() == RunState.RUNNING).isPresent();
  }
}
