package io.caravan.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import io.caravan.run.Step;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: all of a run into its folder, warnings to stderr, and everything to stderr
 * when it is asked for.
 */
final class Logs {

  private Logs() {}

  /** Sets up logging for this process, once its data folder is known. */
  static void open(Path dataDir, boolean everythingOnStderr) {
    Logger root = root();
    root.setLevel(Level.INFO);
    root.iteratorForAppenders()
        .forEachRemaining(
            appender -> {
              appender.clearAllFilters();
              if (!everythingOnStderr) {
                appender.addFilter(warningsOnly());
              }
            });
    RunLogs.attachTo(root, dataDir);
  }

  /** What has to hear of every step, so that each run gets its file. */
  static Consumer<Step> ofRuns() {
    return RunLogs.of(root());
  }

  private static Logger root() {
    return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private static ThresholdFilter warningsOnly() {
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel(Level.WARN.toString());
    filter.start();
    return filter;
  }

  /** The log file of a run. */
  static Path file(Path dataDir, String runId) {
    return dataDir.resolve("runs").resolve(runId).resolve("run.log");
  }
}
