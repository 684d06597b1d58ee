package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.web.Gate;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * Camel's main. It reads the routes while the database is being attached, reads them once, and
 * builds those that are needed.
 */
final class QuickMain extends Main {

  /** Which of the routes are built. */
  @FunctionalInterface
  interface Choice {

    /** Leaves those to be built. */
    void among(NeededRoutes routes) throws Exception;

    /** What a process builds that is not started for one thing alone. */
    static Choice of(Mode mode) {
      return mode == Mode.SERVE ? NeededRoutes::keepTriggered : routes -> {};
    }
  }

  private final Settings settings;
  private final AttachedDatabase database;
  private final Choice choice;
  private final boolean server;

  /**
   * @param server whether the process answers over HTTP
   */
  QuickMain(Settings settings, AttachedDatabase database, Choice choice, boolean server) {
    this.server = server;
    this.settings = settings;
    this.database = database;
    this.choice = choice;
  }

  @Override
  protected void doStart() throws Exception {
    database.requireNoFailure();
    Gate.guard(getCamelContext(), settings, database.connections().get(Connections.WAREHOUSE));
    choice.among(new NeededRoutes(getCamelContext(), settings));
    getCamelContext().init();
    database.await();
    super.doStart();
    if (server) {
      Gate.answerHead(getCamelContext());
    }
  }

  /** Camel would read every route file a first time here, for modelines. We have none. */
  @Override
  protected void modelineRoutes(CamelContext camelContext) {
    database.requireNoFailure();
  }
}
