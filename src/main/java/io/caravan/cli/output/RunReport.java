package io.caravan.cli.output;

import io.caravan.run.Run;
import io.caravan.run.RunSummary;
import io.caravan.run.StepSummary;
import java.util.List;
import java.util.Map;

/**
 * A run as the command line shows it, the same in text and JSON. Times are UTC.
 *
 * @param rows what went into tables, all steps together
 * @param writes what happened at destinations, all steps together
 * @param steps without the first one, which is the pipeline itself
 */
public record RunReport(
    String run,
    String pipeline,
    String trigger,
    String state,
    String startedAt,
    String finishedAt,
    long durationMs,
    Map<String, Long> rows,
    Map<String, Long> writes,
    List<StepReport> steps,
    ErrorReport error) {

  /** Of a run in this process. */
  public static RunReport of(Run run) {
    List<StepReport> steps = run.steps().stream().map(StepReport::of).toList();
    return new RunReport(
        run.id(),
        run.pipeline(),
        run.trigger(),
        run.state().word(),
        run.startedAt().toString(),
        run.finishedAt() == null ? null : run.finishedAt().toString(),
        StepReport.between(run.startedAt(), run.finishedAt()),
        Totals.rows(steps),
        Totals.writes(steps),
        withoutPipeline(steps),
        ErrorReport.of(run.failure()));
  }

  /** From the run record. */
  public static RunReport of(RunSummary run, List<StepSummary> recorded) {
    List<StepReport> steps = recorded.stream().map(StepReport::of).toList();
    return new RunReport(
        run.runId(),
        run.pipeline(),
        run.trigger(),
        run.state().word(),
        StepReport.text(run.startedAt()),
        StepReport.text(run.finishedAt()),
        StepReport.between(
            run.startedAt().toInstant(),
            run.finishedAt() == null ? null : run.finishedAt().toInstant()),
        Totals.rows(steps),
        Totals.writes(steps),
        withoutPipeline(steps),
        ErrorReport.of(run.error()));
  }

  private static List<StepReport> withoutPipeline(List<StepReport> steps) {
    return steps.stream().filter(step -> !step.kind().equals("pipeline")).toList();
  }

  /** What it moved, in words. */
  public String moved() {
    return Totals.words(rows, writes);
  }
}
