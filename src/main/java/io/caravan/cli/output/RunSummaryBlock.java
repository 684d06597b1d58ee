package io.caravan.cli.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    List<StepReport> failed = run.steps().stream().filter(step -> step.error() != null).toList();
    failed.forEach(step -> lines.addAll(failure(step.name(), step.error())));
    if (run.error() != null
        && failed.stream().noneMatch(step -> step.error().equals(run.error()))) {
      lines.addAll(failure(run.pipeline(), run.error()));
    }
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

  private static List<String> failure(String step, ErrorReport error) {
    List<String> lines = new ArrayList<>(error.lines("    "));
    lines.set(0, "  x " + step + "  " + lines.get(0).strip());
    return lines;
  }
}
