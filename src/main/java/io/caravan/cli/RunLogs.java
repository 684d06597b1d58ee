package io.caravan.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * Gives each run a log file of its own. A line belongs to the run that its thread works for; while
 * only one run goes on, lines of helper threads belong to it too.
 */
final class RunLogs extends AppenderBase<ILoggingEvent> implements Consumer<Step> {

  private static final String NAME = "runs";
  private static final String RUN = "run";
  private static final String PIPELINE = "pipeline";

  private final Path dataDir;
  private final Map<String, FileAppender<ILoggingEvent>> open = new ConcurrentHashMap<>();

  private RunLogs(Path dataDir) {
    this.dataDir = dataDir;
  }

  static RunLogs attachTo(Logger root, Path dataDir) {
    RunLogs logs = new RunLogs(dataDir);
    logs.setName(NAME);
    logs.setContext(root.getLoggerContext());
    logs.start();
    root.detachAppender(NAME);
    root.addAppender(logs);
    return logs;
  }

  /** The one that {@link #attachTo} made. */
  static RunLogs of(Logger root) {
    return (RunLogs) root.getAppender(NAME);
  }

  /** Hears of the begin and the end of each step, on the thread that works on it. */
  @Override
  public void accept(Step step) {
    if (step.ordinal() != 1) {
      return;
    }
    String id = step.run().id();
    if (step.state() == RunState.RUNNING) {
      MDC.put(RUN, id);
      MDC.put(PIPELINE, step.run().pipeline());
      open.put(id, LogFile.open(getContext(), Logs.file(dataDir, id)));
    } else {
      FileAppender<ILoggingEvent> file = open.remove(id);
      if (file != null) {
        file.stop();
      }
      MDC.remove(RUN);
      MDC.remove(PIPELINE);
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    FileAppender<ILoggingEvent> file = fileOf(event);
    if (file != null) {
      file.doAppend(event);
    }
  }

  /** Whether the line stands in the file of a run. */
  boolean has(ILoggingEvent event) {
    return fileOf(event) != null;
  }

  private FileAppender<ILoggingEvent> fileOf(ILoggingEvent event) {
    String run = event.getMDCPropertyMap().get(RUN);
    return run == null ? onlyOne() : open.get(run);
  }

  private FileAppender<ILoggingEvent> onlyOne() {
    return open.size() == 1 ? open.values().stream().findFirst().orElse(null) : null;
  }
}
