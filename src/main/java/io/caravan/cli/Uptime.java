package io.caravan.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How long ago the process started. */
final class Uptime {

  private Uptime() {}

  static Duration now() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }
}
