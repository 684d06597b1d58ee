package io.caravan.cli;

import io.caravan.app.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a pipeline stands.
 *
 * @param state of the last run; {@code never ran} before the first
 * @param last null before the first run
 * @param next the next starts by a schedule, UTC
 * @param rounds how it takes part in rounds, in words; null when it does not
 */
record PipelineStatus(
    String pipeline, String state, RunReport last, List<String> next, String rounds) {

  static PipelineStatus of(String pipeline, RunReport last, List<Instant> next, Rounds rounds) {
    return new PipelineStatus(
        pipeline,
        last == null ? "never ran" : last.state(),
        last,
        next.stream().map(Instant::toString).toList(),
        inWords(pipeline, rounds));
  }

  private static String inWords(String pipeline, Rounds rounds) {
    if (pipeline.equals(Rounds.ROUTE)) {
      return rounds.enabled() ? Words.rounds(rounds) : "off: no pipeline is enabled";
    }
    return rounds.pipelines().contains(pipeline) ? "with each round" : null;
  }

  Object[] cells() {
    return new Object[] {
      state,
      pipeline,
      last == null ? "-" : Words.time(Instant.parse(last.startedAt())),
      last == null ? "-" : Words.duration(Duration.ofMillis(last.durationMs())),
      last == null ? "-" : last.moved(),
      starts()
    };
  }

  private String starts() {
    List<String> all =
        Stream.concat(Stream.ofNullable(rounds), next.stream().map(Instant::parse).map(Words::time))
            .toList();
    return all.isEmpty() ? "by hand only" : String.join(", ", all);
  }
}
