package io.caravan.cli.output;

import io.caravan.validate.Finding;
import java.util.List;
import java.util.Map;

/** Findings in the Static Analysis Results Interchange Format, version 2.1.0 of OASIS. */
public final class Sarif {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private Sarif() {}

  public static Map<String, Object> of(List<Finding> findings) {
    Map<String, Object> tool = Map.of("driver", Map.of("name", "caravan"));
    Map<String, Object> run =
        Map.of("tool", tool, "results", findings.stream().map(Sarif::result).toList());
    return Map.of("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run));
  }

  private static Map<String, Object> result(Finding finding) {
    Map<String, Object> region =
        Map.of("startLine", finding.line(), "startColumn", finding.column());
    Map<String, Object> place =
        Map.of("artifactLocation", Map.of("uri", finding.file()), "region", region);
    return Map.of(
        "ruleId", finding.code().name(),
        "level", "error",
        "message", Map.of("text", finding.message()),
        "locations", List.of(Map.of("physicalLocation", place)));
  }
}
