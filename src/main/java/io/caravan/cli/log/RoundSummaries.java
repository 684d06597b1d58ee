package io.caravan.cli.log;

import io.caravan.app.Rounds;
import io.caravan.cli.output.Words;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log at the end of each round: its number in this process, how long, how well. */
public final class RoundSummaries implements Consumer<Step> {

  private static final Logger LOG = LoggerFactory.getLogger("round");

  private final AtomicInteger number = new AtomicInteger();

  @Override
  public void accept(Step step) {
    if (step.ordinal() == 1
        && step.state() != RunState.RUNNING
        && step.run().pipeline().equals(Rounds.ROUTE)) {
      LOG.info("{}", line(number.incrementAndGet(), step.run()));
    }
  }

  static String line(int number, Run run) {
    return "round %d took %s, overall success: %s (%s)"
        .formatted(
            number,
            Words.seconds(Duration.between(run.startedAt(), run.finishedAt())),
            run.state() == RunState.SUCCEEDED ? "True" : "False",
            run.steps().stream()
                .skip(1)
                .map(step -> step.name() + " " + step.state().word())
                .collect(Collectors.joining(", ")));
  }
}
