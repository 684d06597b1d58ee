package io.caravan.cli.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The block at the end of a run: how it went, how long it took, what it moved, what to do next. */
public final class RunSummaryBlock {

  /** Longer differences are for {@code -o json}. */
  private static final int MOST_DIFFERENCES = 200;

  private RunSummaryBlock() {}

  public static List<String> lines(RunReport run, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.join(
            "  ",
            terminal.mark(run.state().toUpperCase(Locale.ROOT)),
            run.pipeline(),
            steps(run),
            Words.duration(Duration.ofMillis(run.durationMs())),
            run.moved()));
    run.steps().forEach(step -> lines.addAll(difference(step)));
    failures(run).forEach((error, names) -> lines.addAll(failure(names, error)));
    lines.add("  run    " + run.run());
    return lines;
  }

  /** What a dry run would have written. */
  private static List<String> difference(StepReport step) {
    if (!(step.notes().get("diff") instanceof List<?> all)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    all.stream().limit(MOST_DIFFERENCES).forEach(line -> lines.add("  " + line));
    if (all.size() > MOST_DIFFERENCES) {
      lines.add("  ... and " + (all.size() - MOST_DIFFERENCES) + " more: -o json lists them");
    }
    return lines;
  }

  private static String steps(RunReport run) {
    long failed = run.steps().stream().filter(step -> step.state().equals("failed")).count();
    return failed == 0
        ? Words.count(run.steps().size(), "step", "steps")
        : "%d of %s failed".formatted(failed, Words.count(run.steps().size(), "step", "steps"));
  }

  /** Each failure once, with the names of the steps that it stopped. */
  private static Map<ErrorReport, List<String>> failures(RunReport run) {
    Map<ErrorReport, List<String>> failures = new LinkedHashMap<>();
    for (StepReport step : run.steps()) {
      if (step.error() != null) {
        failures.computeIfAbsent(step.error(), error -> new ArrayList<>()).add(step.name());
      }
    }
    if (run.error() != null) {
      failures.computeIfAbsent(run.error(), error -> List.of(run.pipeline()));
    }
    return failures;
  }

  private static List<String> failure(List<String> names, ErrorReport error) {
    List<String> lines = new ArrayList<>(error.lines("    "));
    lines.set(0, "  x " + String.join(", ", names) + "  " + lines.get(0).strip());
    return lines;
  }
}
