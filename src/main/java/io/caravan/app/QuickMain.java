package io.caravan.app;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel's main, reading the routes while something else that they need gets ready. */
final class QuickMain extends Main {

  private final Runnable beforeRoutesStart;

  /**
   * @param beforeRoutesStart waits for what no route can do without; a failure ends the start
   */
  QuickMain(Runnable beforeRoutesStart) {
    this.beforeRoutesStart = beforeRoutesStart;
  }

  @Override
  protected void doStart() throws Exception {
    getCamelContext().init();
    beforeRoutesStart.run();
    super.doStart();
  }

  /** Camel would read every route file twice, first for modelines. We have none. */
  @Override
  protected void modelineRoutes(CamelContext camelContext) {
    // Nothing is looked for.
  }
}
