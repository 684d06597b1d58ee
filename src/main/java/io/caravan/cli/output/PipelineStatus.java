package io.caravan.cli.output;

import io.caravan.app.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a pipeline stands.
 *
 * @param state of the last run; {@code never ran} before the first
 * @param last null before the first run
 * @param next the next starts by a schedule, UTC
 * @param waitsUntil when a remote system takes calls again, UTC; null when nothing is waited for
 * @param rounds how it takes part in rounds, in words; null when it does not
 */
public record PipelineStatus(
    String pipeline,
    String state,
    RunReport last,
    List<String> next,
    String waitsUntil,
    String rounds) {

  public static PipelineStatus of(
      String pipeline,
      RunReport last,
      List<Instant> next,
      Optional<Instant> waitsUntil,
      Rounds rounds) {
    return new PipelineStatus(
        pipeline,
        last == null ? "never ran" : last.state(),
        last,
        next.stream().map(Instant::toString).toList(),
        waitsUntil.map(Instant::toString).orElse(null),
        inWords(pipeline, rounds));
  }

  private static String inWords(String pipeline, Rounds rounds) {
    if (pipeline.equals(Rounds.ROUTE)) {
      return rounds.enabled() ? Words.rounds(rounds) : "off: no pipeline is enabled";
    }
    return rounds.pipelines().contains(pipeline) ? "with each round" : null;
  }

  public Object[] cells() {
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
        Stream.of(
                Stream.ofNullable(waitsUntil)
                    .map(until -> "not before " + Words.time(Instant.parse(until))),
                Stream.ofNullable(rounds),
                next.stream().map(Instant::parse).map(Words::time))
            .flatMap(part -> part)
            .toList();
    return all.isEmpty() ? "by hand only" : String.join(", ", all);
  }
}
