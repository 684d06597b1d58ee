package io.caravan.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * What stderr shows when nobody asked for the log. A run says itself how it goes and how it ended;
 * its warnings in between would only tear the picture apart.
 */
final class WarningsOutsideRuns extends Filter<ILoggingEvent> {

  private final RunLogs runs;

  WarningsOutsideRuns(RunLogs runs) {
    this.runs = runs;
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    boolean shown = event.getLevel().isGreaterOrEqual(Level.WARN) && !runs.has(event);
    return shown ? FilterReply.NEUTRAL : FilterReply.DENY;
  }
}
