package io.caravan.cli.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * Gives each run a log file of its own. A line belongs to the run that its thread works for; while
 * only one run goes on, lines of helper threads belong to it too. A run inside another has a file
 * of its own and counts instead of the outer one.
 */
final class RunLogs extends AppenderBase<ILoggingEvent> implements Consumer<Step> {

  private static final String NAME = "runs";
  private static final String RUN = "run";
  private static final String PIPELINE = "pipeline";

  private final Path dataDir;
  private final Map<String, OpenRun> open = new ConcurrentHashMap<>();

  private record OpenRun(Run run, FileAppender<ILoggingEvent> file) {

    boolean isInside(OpenRun other) {
      return run.outer().filter(outer -> outer == other.run).isPresent();
    }
  }

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
      mark(step.run());
      open.put(id, new OpenRun(step.run(), LogFile.open(getContext(), Logs.file(dataDir, id))));
    } else {
      OpenRun ended = open.remove(id);
      if (ended != null) {
        ended.file.stop();
      }
      // A run inside another ends on the thread of the outer one, whose lines follow.
      step.run().outer().ifPresentOrElse(RunLogs::mark, RunLogs::unmark);
    }
  }

  private static void mark(Run run) {
    MDC.put(RUN, run.id());
    MDC.put(PIPELINE, run.pipeline());
  }

  private static void unmark() {
    MDC.remove(RUN);
    MDC.remove(PIPELINE);
  }

  @Override
  protected void append(ILoggingEvent event) {
    runOf(event).ifPresent(run -> run.file.doAppend(event));
  }

  /** Whether the line stands in the file of a run. */
  boolean has(ILoggingEvent event) {
    return runOf(event).isPresent();
  }

  /** The pipeline whose line this is; empty for a line outside of runs. */
  String pipelineOf(ILoggingEvent event) {
    return runOf(event).map(open -> open.run.pipeline()).orElse("");
  }

  private Optional<OpenRun> runOf(ILoggingEvent event) {
    String run = event.getMDCPropertyMap().get(RUN);
    return run == null ? onlyOne() : Optional.ofNullable(open.get(run));
  }

  private Optional<OpenRun> onlyOne() {
    List<OpenRun> all = List.copyOf(open.values());
    List<OpenRun> innermost =
        all.stream().filter(run -> all.stream().noneMatch(other -> other.isInside(run))).toList();
    return innermost.size() == 1 ? Optional.of(innermost.get(0)) : Optional.empty();
  }
}
