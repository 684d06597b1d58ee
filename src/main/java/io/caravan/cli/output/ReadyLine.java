package io.caravan.cli.output;

import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the log of a run how long the process took to be ready: database attached, routes
 * started. Made when it is; written with the first step, because only then the run has a log.
 */
public final class ReadyLine implements Consumer<Step> {

  private static final Logger LOG = LoggerFactory.getLogger(ReadyLine.class);

  private final Duration took = Uptime.now();

  @Override
  public void accept(Step step) {
    if (step.ordinal() == 1 && step.state() == RunState.RUNNING) {
      LOG.info("ready in {}", Words.seconds(took));
    }
  }
}
