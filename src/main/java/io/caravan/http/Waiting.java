package io.caravan.http;

import java.time.Duration;

/** How time passes while a call waits. The product sleeps; a test moves its clock. */
@FunctionalInterface
public interface Waiting {

  /** Waits this long; fails when the thread is asked to stop. */
  void pause(Duration time) throws InterruptedException;

  /** Really waits. */
  static Waiting real() {
    return time -> Thread.sleep(time.toMillis());
  }
}
