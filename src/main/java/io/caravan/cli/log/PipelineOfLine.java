package io.caravan.cli.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The word {@code %pipeline} in a log pattern: whose line it is, also on helper threads. */
public final class PipelineOfLine extends ClassicConverter {

  @Override
  public String convert(ILoggingEvent event) {
    RunLogs runs = RunLogs.of(((LoggerContext) getContext()).getLogger("ROOT"));
    return runs == null ? "" : runs.pipelineOf(event);
  }
}
