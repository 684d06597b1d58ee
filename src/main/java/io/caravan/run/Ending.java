package io.caravan.run;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the end of steps makes of their run. */
final class Ending {

  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  private Ending() {}

  static RunState stateAfter(CaravanException failure) {
    if (failure == null) {
      return RunState.SUCCEEDED;
    }
    if (failure.again().isPresent()) {
      return RunState.WAITING;
    }
    return failure.code() == ErrorCode.E703 ? RunState.INTERRUPTED : RunState.FAILED;
  }

  static void finish(Run run, CaravanException failure) {
    CaravanException first =
        run.steps().stream().map(Step::failure).filter(f -> f != null).findFirst().orElse(null);
    RunState end = stateAfter(failure);
    if (end == RunState.SUCCEEDED && first != null) {
      end = RunState.PARTIAL;
    }
    run.finish(end, failure == null ? first : failure);
  }

  /** A failure passes through the steps around the one it began in; one line is enough. */
  static boolean isNews(Step step, CaravanException failure) {
    return step.run().steps().stream()
        .noneMatch(other -> other != step && other.failure() == failure);
  }

  static void tidy(Run run) {
    for (Runnable action : run.atEnd()) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.warn("Cannot tidy up after run {}: {}", run.id(), e.getMessage());
      }
    }
  }
}
