package io.caravan.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when told. */
public final class TestClock extends Clock {

  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Duration advanced = Duration.ZERO;

  public synchronized void advance(Duration time) {
    now = now.plus(time);
    advanced = advanced.plus(time);
  }

  /** How far it was moved in all. */
  public synchronized Duration advanced() {
    return advanced;
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
