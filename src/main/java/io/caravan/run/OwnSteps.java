package io.caravan.run;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import org.apache.camel.Exchange;

/** Steps that no route of their own stands for. */
final class OwnSteps {

  private final RunRecorder recorder;
  private volatile Last last;

  private record Last(String name, RunRecorder.StepWork work) {}

  OwnSteps(RunRecorder recorder) {
    this.recorder = recorder;
  }

  void within(Exchange exchange, String name, RunRecorder.StepWork work) throws Exception {
    Step outer = Step.of(exchange);
    if (leavesOut(outer, name, "step")) {
      return;
    }
    Step step = recorder.beginStep(outer, name, "step");
    step.enter(exchange);
    try {
      Exception thrown = done(step, work);
      if (thrown != null) {
        throw thrown;
      }
    } finally {
      Step.leave(exchange, outer);
    }
  }

  private Exception done(Step step, RunRecorder.StepWork work) {
    Exception thrown = null;
    try {
      work.run(step);
    } catch (Exception e) {
      thrown = e;
    }
    thrown = step.complete(thrown);
    recorder.end(step, thrown);
    return thrown;
  }

  void atEnd(String name, RunRecorder.StepWork work) {
    last = new Last(name, work);
  }

  /**
   * Completes a step, and when it is the first of its run, does what is left for the end.
   *
   * @param thrown how the step has failed so far; null when it has not
   * @return how it has failed now; null when it has not
   */
  Exception complete(Step step, Exception thrown) {
    Exception failure = step.complete(thrown);
    boolean ends = last != null && step.ordinal() == 1 && step.run().place() == null;
    boolean well = step.run().steps().stream().allMatch(other -> other.failure() == null);
    if (!ends || failure != null || !well) {
      return failure;
    }
    try {
      return done(recorder.beginStep(step, last.name(), "step"), last.work());
    } catch (RuntimeException e) {
      return e;
    }
  }

  /**
   * Whether a step is not for a run whose rows go apart: it would work on what other runs have
   * loaded. It appears in the record all the same.
   *
   * @param outer null for what is run by itself
   */
  boolean leavesOut(Step outer, String name, String kind) {
    if (outer == null || !kind.equals("step") || !outer.run().options().apart()) {
      return false;
    }
    Step step = recorder.beginStep(outer, name, kind);
    step.note("left out", "the rows of this run are not where this step would look for them");
    recorder.end(step, null);
    return true;
  }

  /** Fails for a run whose rows are to go apart and that is no reading. */
  static void requireRows(String name, String kind, RunOptions options) {
    if (options.apart() && kind.equals("step")) {
      throw CaravanException.of(ErrorCode.E106, name + " reads no rows that could go into files")
          .why("it is no pipeline and no stream")
          .fix("./caravan streams", "./caravan run " + name)
          .build();
    }
  }
}
