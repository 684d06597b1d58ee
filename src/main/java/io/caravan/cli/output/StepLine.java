package io.caravan.cli.output;

import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One step in one line: name, how it stands, what it counted, how long it has taken. */
final class StepLine {

  private StepLine() {}

  static String of(Step step) {
    Instant end = step.finishedAt() == null ? Instant.now() : step.finishedAt();
    Map<String, Long> counts = step.counts();
    return "%-34s  %-11s  %s  %s"
        .formatted(
            step.name(),
            word(step.state()),
            Words.duration(Duration.between(step.startedAt(), end)),
            Totals.words(counts))
        .stripTrailing();
  }

  static String word(RunState state) {
    return state == RunState.SUCCEEDED ? "done" : state.word();
  }
}
