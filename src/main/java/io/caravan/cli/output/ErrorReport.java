package io.caravan.cli.output;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caravan.error.CaravanException;
import java.util.ArrayList;
import java.util.List;

/** A failure as the command line shows it: the same fields in text and JSON. */
public record ErrorReport(String code, String what, String where, String why, List<String> fix) {

  public ErrorReport {
    fix = fix == null ? List.of() : List.copyOf(fix);
  }

  /** Null for none. */
  public static ErrorReport of(CaravanException failure) {
    return failure == null
        ? null
        : new ErrorReport(
            failure.code().name(), failure.what(), failure.where(), failure.why(), failure.fixes());
  }

  /** From the run record; null for null. */
  public static ErrorReport of(String json) {
    return Json.read(json, new TypeReference<>() {});
  }

  /** The block for people. */
  public List<String> lines(String indent) {
    List<String> lines = new ArrayList<>();
    lines.add(indent + code + " " + what);
    add(lines, indent, "where", where);
    add(lines, indent, "why", why);
    fix.forEach(next -> add(lines, indent, "next", next));
    return lines;
  }

  private static void add(List<String> lines, String indent, String label, String text) {
    if (text != null && !text.isBlank()) {
      String margin = indent + " ".repeat(9);
      lines.add(
          indent
              + "  %-5s  ".formatted(label)
              + text.strip().lines().reduce((a, b) -> a + "\n" + margin + b).orElse(""));
    }
  }
}
