package io.caravan.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a whole run moved: rows into tables, and records at destinations. */
public final class Totals {

  /** The counts that people ask for, in this order; the others stand in the JSON. */
  private static final List<String> ROWS = List.of("read", "new", "changed", "same", "rejected");

  private static final List<String> WRITES =
      List.of("created", "updated", "deleted", "same", "rejected");

  private Totals() {}

  /** Of the steps that load. */
  static Map<String, Long> rows(List<StepReport> steps) {
    return sum(steps, step -> !writes(step) && step.counts().containsKey("new"), ROWS);
  }

  /** Of the steps that write to a destination. */
  static Map<String, Long> writes(List<StepReport> steps) {
    return sum(steps, Totals::writes, WRITES);
  }

  private static boolean writes(StepReport step) {
    return step.notes().containsKey("destination")
        || step.counts().keySet().stream().anyMatch(List.of("created", "updated")::contains);
  }

  private static Map<String, Long> sum(
      List<StepReport> steps, Predicate<StepReport> which, List<String> names) {
    Map<String, Long> sum = new LinkedHashMap<>();
    List<StepReport> chosen = steps.stream().filter(which).toList();
    if (!chosen.isEmpty()) {
      for (String name : names) {
        sum.put(
            name, chosen.stream().mapToLong(step -> step.counts().getOrDefault(name, 0L)).sum());
      }
    }
    return sum;
  }

  /** In words. Nothing counted is worth saying too: it tells a quiet source from a broken one. */
  public static String words(Map<String, Long> rows, Map<String, Long> writes) {
    String read = words(rows).replaceFirst("^read ", "rows in ");
    String written = words(writes);
    if (read.isEmpty() && written.isEmpty()) {
      return "no rows";
    }
    return written.isEmpty() ? read : (read + "  written " + written).strip();
  }

  /** All of them, as counted. */
  public static String words(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + Words.number(count.getValue()))
        .collect(Collectors.joining("  "));
  }
}
