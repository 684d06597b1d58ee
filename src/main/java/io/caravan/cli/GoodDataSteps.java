package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.run.Run;
import io.caravan.run.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a step at GoodData is taken: its route is run with a record, or asked for its answer. */
abstract class GoodDataSteps extends Group {

  /** Runs a route, shows how it went and where the result is seen. Yields the exit code. */
  final int run(String route, Map<String, Object> variables) {
    Settings settings = settings();
    try (Caravan caravan = startFor(settings, route)) {
      Run run =
          new Runner(caravan, terminal(), settings.dataDir()).shown(route, "command", variables);
      if (!terminal().json()) {
        insights(run);
        run.steps().stream()
            .map(step -> step.notes().get("url"))
            .filter(Objects::nonNull)
            .distinct()
            .forEach(url -> terminal().print("  see    " + url));
      }
      return ExitCodes.of(run);
    }
  }

  /** The same for a step that needs to know its workspace alone. */
  final int run(String route, String workspace) {
    return run(route, variables(workspace, false, false));
  }

  /** Every insight that was tested, by its title; those that failed with reason and link. */
  private void insights(Run run) {
    for (Step step : run.steps()) {
      if (step.notes().get("insights") instanceof List<?> insights) {
        insights.forEach(insight -> insight((Map<?, ?>) insight));
      }
    }
  }

  private void insight(Map<?, ?> insight) {
    boolean passed = Boolean.TRUE.equals(insight.get("ok"));
    terminal().print("  " + terminal().mark(passed ? "ok" : "FAIL") + "  " + insight.get("title"));
    if (!passed) {
      terminal().print("      " + insight.get("error"));
      terminal().print("      " + insight.get("url"));
    }
  }

  /** Prints what a route answers. */
  final int ask(String route, Map<String, Object> variables) {
    try (Caravan caravan = startFor(settings(), route)) {
      terminal().print(Question.ask(caravan, route, variables));
      return 0;
    }
  }

  static Map<String, Object> variables(String workspace, boolean dryRun, boolean confirmed) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("target", workspace);
    variables.put("dryRun", dryRun);
    variables.put("confirmed", confirmed);
    return variables;
  }
}
