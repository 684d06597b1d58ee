package io.caravan.run;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the end of steps makes of their run, and of the next one. */
final class Ending {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);

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

  /** A line in the log for a failure; what waits needs nobody. */
  static void tell(Step step, CaravanException failure) {
    if (failure != null && isNews(step, failure)) {
      if (step.state() == RunState.WAITING) {
        LOG.info("{}: {}", step.name(), failure.getMessage());
      } else {
        LOG.error("{}: {}", step.name(), failure.getMessage());
      }
    }
  }

  /** A failure passes through the steps around the one it began in; one line is enough. */
  private static boolean isNews(Step step, CaravanException failure) {
    return step.run().steps().stream()
        .noneMatch(other -> other != step && other.failure() == failure);
  }

  /** A pipeline that ended as waiting is not begun before its time. */
  static void refuseBefore(Instant until, String pipeline) {
    throw CaravanException.of(
            ErrorCode.E205, pipeline + " is not begun before " + until.truncatedTo(SECONDS))
        .why("its last run ended as waiting: a remote system takes no calls until then")
        .fix("./caravan run " + pipeline + ", which begins it all the same")
        .again(until)
        .build();
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
