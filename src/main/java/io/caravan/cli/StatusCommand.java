package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Rounds;
import io.caravan.app.Schedule;
import io.caravan.cli.output.PipelineStatus;
import io.caravan.cli.output.RunReport;
import io.caravan.cli.output.Table;
import io.caravan.config.Settings;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Route;
import picocli.CommandLine.Command;

/** One line per pipeline: how its last run went and when it starts again. */
@Command(
    name = "status",
    description = "All pipelines: last run, and the next three starts.",
    footer = {"", "Example: ./caravan status -o json"})
final class StatusCommand extends Verb {

  @Override
  public Integer call() {
    Settings settings = settings();
    try (Caravan caravan = start(settings, Mode.COMMAND)) {
      Rounds rounds = Rounds.of(settings);
      List<PipelineStatus> all =
          caravan.context().getRoutes().stream()
              .filter(route -> "pipeline".equals(route.getGroup()))
              .map(Route::getId)
              .sorted()
              .map(pipeline -> status(caravan, pipeline, rounds))
              .toList();
      if (terminal().json()) {
        terminal().printJson(all);
      } else if (all.isEmpty()) {
        terminal().say("no pipelines yet: add a route with group pipeline to routes/pipelines");
      } else {
        print(all);
      }
      return 0;
    }
  }

  private static PipelineStatus status(Caravan caravan, String pipeline, Rounds rounds) {
    RunReport last =
        caravan.runs().latest(pipeline, 1).stream()
            .map(run -> RunReport.of(run, caravan.runs().steps(run.runId())))
            .findFirst()
            .orElse(null);
    List<Instant> next =
        Schedule.of(caravan.context()).stream()
            .filter(schedule -> schedule.pipeline().equals(pipeline))
            .flatMap(schedule -> schedule.next(Instant.now(), 3).stream())
            .sorted()
            .limit(3)
            .toList();
    return PipelineStatus.of(pipeline, last, next, caravan.runs().waitsUntil(pipeline), rounds);
  }

  private void print(List<PipelineStatus> all) {
    Table table = new Table("STATE", "PIPELINE", "LAST RUN", "TOOK", "ROWS", "NEXT STARTS");
    all.forEach(pipeline -> table.row(pipeline.cells()));
    table.print(terminal());
    all.stream()
        .filter(pipeline -> pipeline.last() != null && pipeline.last().error() != null)
        .forEach(
            pipeline -> {
              terminal().print("");
              terminal().print(pipeline.pipeline());
              pipeline.last().error().lines("  ").forEach(terminal()::print);
            });
  }
}
