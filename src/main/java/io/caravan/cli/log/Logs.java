package io.caravan.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.caravan.run.Step;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: those of a run into its folder, other warnings to stderr, and everything to
 * stderr when it is asked for.
 */
public final class Logs {

  private Logs() {}

  /** Sets up logging for this process, once its data folder is known. */
  public static void open(Path dataDir, boolean everythingOnStderr) {
    Logger root = root();
    root.setLevel(Level.INFO);
    RunLogs runs = RunLogs.attachTo(root, dataDir);
    root.iteratorForAppenders()
        .forEachRemaining(
            appender -> {
              appender.clearAllFilters();
              if (!everythingOnStderr && appender != runs) {
                appender.addFilter(new WarningsOutsideRuns(runs));
              }
            });
  }

  /** What has to hear of every step, so that each run gets its file. */
  public static Consumer<Step> ofRuns() {
    return RunLogs.of(root());
  }

  private static Logger root() {
    return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
  }

  /** The log file of a run. */
  public static Path file(Path dataDir, String runId) {
    return dataDir.resolve("runs").resolve(runId).resolve("run.log");
  }
}
