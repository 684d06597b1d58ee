package io.caravan.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when somebody waits. */
final class TestClock extends Clock implements Waiting {

  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Duration waited = Duration.ZERO;

  @Override
  public synchronized void pause(Duration time) {
    now = now.plus(time);
    waited = waited.plus(time);
  }

  /** All pauses together. */
  synchronized Duration waited() {
    return waited;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
