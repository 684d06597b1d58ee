package io.caravan.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a pipeline stands.
 *
 * @param state of the last run; {@code never ran} before the first
 * @param last null before the first run
 * @param next the next starts, UTC
 */
record PipelineStatus(String pipeline, String state, RunReport last, List<String> next) {

  static PipelineStatus of(String pipeline, RunReport last, List<Instant> next) {
    return new PipelineStatus(
        pipeline,
        last == null ? "never ran" : last.state(),
        last,
        next.stream().map(Instant::toString).toList());
  }

  Object[] cells() {
    return new Object[] {
      state,
      pipeline,
      last == null ? "-" : Words.time(Instant.parse(last.startedAt())),
      last == null ? "-" : Words.duration(Duration.ofMillis(last.durationMs())),
      last == null ? "-" : last.moved(),
      next.isEmpty()
          ? "by hand only"
          : next.stream().map(Instant::parse).map(Words::time).collect(Collectors.joining(", "))
    };
  }
}
