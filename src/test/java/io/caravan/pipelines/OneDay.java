package io.caravan.pipelines;

import io.caravan.app.Caravan;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the machine, which waits at the end of a day when midnight (UTC) passes. */
final class OneDay extends Clock {

  private final LocalDate today;

  OneDay(LocalDate today) {
    this.today = today;
  }

  /** The day that it is now. */
  static OneDay begunNow() {
    return new OneDay(LocalDate.now(ZoneOffset.UTC));
  }

  LocalDate today() {
    return today;
  }

  /** From now on this tells a process what day it is. */
  void tell(Caravan process) {
    process.context().getRegistry().bind("clock", Clock.class, this);
  }

  @Override
  public Instant instant() {
    Instant end = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
    Instant now = Instant.now();
    return now.isBefore(end) ? now : end;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The day is one of UTC");
  }
}
