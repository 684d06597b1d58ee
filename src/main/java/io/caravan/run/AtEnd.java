package io.caravan.run;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** What is done when a route has come to its end, well or not: something open is closed. */
public final class AtEnd {

  private AtEnd() {}

  /** Does it when the exchange is done. */
  public static void of(Exchange exchange, Runnable close) {
    exchange
        .getUnitOfWork()
        .addSynchronization(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                close.run();
              }
            });
  }
}
