package io.caravan.cli;

import io.caravan.cli.log.TraceFile;
import io.caravan.cli.output.ErrorReport;
import io.caravan.cli.output.Terminal;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A verb that failed: shows what, where, why and next, and ends with the number of the failure. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    GlobalOptions options = Verb.optionsOf(command.getCommandSpec());
    Terminal terminal = options.terminal(command);
    CaravanException failure = CaravanException.from(thrown);
    ErrorReport report = ErrorReport.of(failure);
    if (terminal.json()) {
      terminal.printJson(Map.of("error", report));
    }
    report.lines("").forEach(terminal.err()::println);
    if (options.debug) {
      thrown.printStackTrace(terminal.err());
    } else if (failure.code() == ErrorCode.E901) {
      TraceFile.write(dataDir(options), thrown)
          .ifPresent(file -> terminal.err().println("  trace  " + file));
    }
    terminal.err().flush();
    return failure.code().exitCode().number();
  }

  /** Also when the settings cannot be read, which may be the failure itself. */
  private static Path dataDir(GlobalOptions options) {
    try {
      return Settings.load(options.project(), options.settings(), System.getenv()).dataDir();
    } catch (RuntimeException e) {
      return options.project().resolve(".caravan");
    }
  }
}
