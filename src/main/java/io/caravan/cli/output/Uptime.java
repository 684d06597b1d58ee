package io.caravan.cli.output;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How long ago the process started. */
public final class Uptime {

  private Uptime() {}

  public static Duration now() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }
}
