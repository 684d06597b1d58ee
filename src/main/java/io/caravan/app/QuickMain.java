package io.caravan.app;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel's main. It reads the routes while the database is being attached, and reads them once. */
final class QuickMain extends Main {

  private final AttachedDatabase database;

  QuickMain(AttachedDatabase database) {
    this.database = database;
  }

  @Override
  protected void doStart() throws Exception {
    database.requireNoFailure();
    getCamelContext().init();
    database.await();
    super.doStart();
  }

  /** Camel would read every route file a first time here, for modelines. We have none. */
  @Override
  protected void modelineRoutes(CamelContext camelContext) {
    database.requireNoFailure();
  }
}
