package io.caravan.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The block at the end of a run: how it went, how long it took, what it moved, what to do next. */
final class RunSummaryBlock {

  private RunSummaryBlock() {}

  static List<String> lines(RunReport run, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.join(
            "  ",
            terminal.mark(run.state().toUpperCase(Locale.ROOT)),
            run.pipeline(),
            steps(run),
            Words.duration(Duration.ofMillis(run.durationMs())),
            counts(run.counts())));
    List<StepReport> failed = run.steps().stream().filter(step -> step.error() != null).toList();
    failed.forEach(step -> lines.addAll(failure(step.name(), step.error())));
    if (run.error() != null
        && failed.stream().noneMatch(step -> step.error().equals(run.error()))) {
      lines.addAll(failure(run.pipeline(), run.error()));
    }
    lines.add("  run    " + run.run() + "   log: ./caravan logs " + run.run());
    return lines;
  }

  private static String steps(RunReport run) {
    long failed = run.steps().stream().filter(step -> step.state().equals("failed")).count();
    return failed == 0
        ? Words.count(run.steps().size(), "step", "steps")
        : "%d of %s failed".formatted(failed, Words.count(run.steps().size(), "step", "steps"));
  }

  /** Nothing counted is worth saying too: it tells a quiet source from a broken one. */
  static String counts(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "no rows"
        : counts.entrySet().stream()
            .map(count -> count.getKey() + " " + Words.number(count.getValue()))
            .collect(Collectors.joining("  "));
  }

  private static List<String> failure(String step, ErrorReport error) {
    List<String> lines = new ArrayList<>(error.lines("    "));
    lines.set(0, "  x " + step + "  " + lines.get(0).strip());
    return lines;
  }
}
