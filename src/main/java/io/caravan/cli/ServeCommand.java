package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Rounds;
import io.caravan.app.Schedule;
import io.caravan.cli.check.ServerPort;
import io.caravan.cli.log.Logs;
import io.caravan.cli.log.RoundSummaries;
import io.caravan.cli.output.Terminal;
import io.caravan.cli.output.Ticker;
import io.caravan.cli.output.Uptime;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Stays and starts pipelines by their schedules. */
@Command(
    name = "serve",
    description = "Stay, start pipelines by their schedules, and answer on the HTTP port.",
    footer = {
      "",
      "Example: ./caravan serve --set http.port=8081",
      "SIGTERM and Ctrl-C let runs finish the page at hand, then end the process with 0."
    })
final class ServeCommand extends Verb {

  private static final Duration DRAIN = Duration.ofSeconds(45);

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = settings();
    ServerPort.requireFree(settings.getInt("http.port", 8080));
    Terminal terminal = terminal();
    CountDownLatch stop = new CountDownLatch(1);
    try (Caravan caravan = start(settings, Mode.SERVE)) {
      Ticker keptLogins = KeptLogins.of(caravan);
      Rounds rounds = Rounds.of(settings);
      if (rounds.enabled()) {
        rounds.check(caravan.context());
      }
      // The summary first: the log of a round is closed with its last step.
      caravan.runs().onStep(new RoundSummaries().andThen(Logs.ofRuns()));
      StopSignals.listen(
          exitCode -> {
            terminal.say("stopping after the page at hand, signal again to stop now");
            caravan.runs().requestStop();
            Deadline.endProcessAfter(DRAIN, exitCode);
            stop.countDown();
          });
      announce(terminal, caravan, settings, rounds);
      stop.await();
      keptLogins.close();
    }
    terminal.say("stopped");
    return 0;
  }

  private static void announce(
      Terminal terminal, Caravan caravan, Settings settings, Rounds rounds) {
    terminal.print(
        "ready in %s  http://%s:%d"
            .formatted(
                Words.seconds(Uptime.now()),
                settings.get("http.host", "127.0.0.1"),
                settings.getInt("http.port", 8080)));
    List<Schedule> schedules = Schedule.of(caravan.context());
    if (schedules.isEmpty() && !rounds.enabled()) {
      terminal.say("no schedules: add a route with group trigger to routes/pipelines");
    }
    if (rounds.enabled()) {
      terminal.say("  %s  %s".formatted(Rounds.ROUTE, Words.rounds(rounds)));
    }
    for (Schedule schedule : schedules) {
      terminal.say(
          "  %s  next %s"
              .formatted(
                  schedule.pipeline(),
                  schedule.next(Instant.now(), 3).stream()
                      .map(Words::time)
                      .collect(Collectors.joining(", "))));
    }
  }
}
