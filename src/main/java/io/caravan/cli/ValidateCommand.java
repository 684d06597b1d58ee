package io.caravan.cli;

import io.caravan.app.OfflineContext;
import io.caravan.cli.log.Logs;
import io.caravan.cli.output.Sarif;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import io.caravan.error.ExitCode;
import io.caravan.validate.Finding;
import io.caravan.validate.ProjectValidator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds the mistakes of a project without running it. */
@Command(
    name = "validate",
    description = "All mistakes of routes, settings and dbt project, with file and line.",
    footer = {
      "",
      "Example: ./caravan validate",
      "         ./caravan validate --sarif > mistakes.sarif",
      "Reaches no database and no remote system."
    })
final class ValidateCommand extends Verb {

  @Option(names = "--sarif", description = "Print SARIF, which code review tools read.")
  private boolean sarif;

  @Override
  public Integer call() {
    Settings settings = settings();
    Logs.open(settings.dataDir(), options().verbose || options().debug);
    List<Finding> findings;
    try (OfflineContext offline = new OfflineContext(settings)) {
      findings = ProjectValidator.validate(settings, offline.context());
    }
    if (sarif) {
      terminal().printJson(Sarif.of(findings));
    } else if (terminal().json()) {
      terminal().printJson(findings);
    } else {
      print(findings);
    }
    return findings.isEmpty() ? ExitCode.OK.number() : ExitCode.CONFIG.number();
  }

  private void print(List<Finding> findings) {
    for (Finding finding : findings) {
      terminal().print(finding.place() + "  " + finding.code() + " " + finding.message());
      if (finding.fix() != null) {
        terminal().print("  next   " + finding.fix());
      }
    }
    terminal()
        .say(
            findings.isEmpty()
                ? "no mistakes found"
                : Words.count(findings.size(), "mistake", "mistakes"));
  }
}
