package io.caravan.cli.output;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caravan.run.Step;
import io.caravan.run.StepSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * A step as the command line shows it.
 *
 * @param durationMs until now while it runs
 */
public record StepReport(
    String name,
    String kind,
    String state,
    String startedAt,
    String finishedAt,
    long durationMs,
    Map<String, Long> counts,
    Map<String, Object> notes,
    ErrorReport error) {

  /** Of a run in this process. */
  static StepReport of(Step step) {
    return new StepReport(
        step.name(),
        step.kind(),
        step.state().word(),
        step.startedAt().toString(),
        step.finishedAt() == null ? null : step.finishedAt().toString(),
        between(step.startedAt(), step.finishedAt()),
        step.counts(),
        step.notes(),
        ErrorReport.of(step.failure()));
  }

  /** From the run record. */
  static StepReport of(StepSummary step) {
    return new StepReport(
        step.name(),
        step.kind(),
        step.state().word(),
        text(step.startedAt()),
        text(step.finishedAt()),
        between(
            step.startedAt().toInstant(),
            step.finishedAt() == null ? null : step.finishedAt().toInstant()),
        Json.read(step.counts(), new TypeReference<>() {}),
        Json.read(step.notes(), new TypeReference<>() {}),
        ErrorReport.of(step.error()));
  }

  static String text(OffsetDateTime time) {
    return time == null ? null : time.toInstant().toString();
  }

  static long between(Instant start, Instant end) {
    return Duration.between(start, end == null ? Instant.now() : end).toMillis();
  }
}
