package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.cli.check.Checklist;
import io.caravan.cli.check.DatabaseChecks;
import io.caravan.cli.check.Diagnosis;
import io.caravan.cli.check.PythonChecks;
import io.caravan.config.Settings;
import io.caravan.dbt.PythonEnvironment;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asks every configured system one harmless question. */
@Command(
    name = "check",
    description = "Ask database, dbt and every configured system one harmless question.",
    footer = {
      "",
      "Example: ./caravan check pipedrive",
      "A system is asked by its route <system>.whoami, or by a route whose id begins with check-."
    })
final class CheckCommand extends Verb {

  private static final String CHECK = "check-";
  private static final String WHOAMI = ".whoami";
  private static final String DATABASE = "database";
  private static final String DBT = "dbt";

  @Parameters(arity = "0..1", paramLabel = "SYSTEM", description = "Only this one.")
  private String only;

  @Override
  public Integer call() {
    Settings settings = settings();
    Checklist checklist = new Checklist(terminal());
    try (Caravan caravan = start(settings, Mode.COMMAND)) {
      if (wanted(DATABASE)) {
        checklist.check(DATABASE, new DatabaseChecks(caravan.connections())::version);
      }
      if (wanted(DBT)) {
        checklist.check(DBT, () -> PythonChecks.dbt(new PythonEnvironment(settings)));
      }
      for (String route : routes(caravan.context())) {
        String system = route.replace(CHECK, "").replace(WHOAMI, "");
        if (wanted(system)) {
          checklist.check(system, () -> ask(caravan, route, system));
        }
      }
    }
    return checklist.finish();
  }

  private boolean wanted(String system) {
    return only == null || only.equals(system);
  }

  private static List<String> routes(CamelContext context) {
    return context.getRoutes().stream()
        .map(Route::getId)
        .filter(id -> id.startsWith(CHECK) || id.endsWith(WHOAMI))
        .sorted()
        .toList();
  }

  private static Diagnosis ask(Caravan caravan, String route, String system) {
    Question.ask(caravan, route, Map.of());
    return Diagnosis.ok(system, "answers, and knows who we are");
  }
}
