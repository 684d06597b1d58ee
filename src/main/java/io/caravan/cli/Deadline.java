package io.caravan.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An end that comes even when the rest of the process hangs. */
final class Deadline {

  private Deadline() {}

  /** Ends the process with this exit code unless it has ended by itself by then. */
  static void endProcessAfter(Duration time, int exitCode) {
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(exitCode));
  }
}
