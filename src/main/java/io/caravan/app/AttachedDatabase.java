package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.embedded.EmbeddedPostgres;
import io.caravan.error.CaravanException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The database of the process. It is attached in a thread of its own, the embedded one started
 * before, so that Camel can read the routes meanwhile.
 */
final class AttachedDatabase implements AutoCloseable {

  private final Settings settings;
  private final boolean outside;
  private final Connections connections;

  /** Holds null where the database is an outside one. */
  private final CompletableFuture<EmbeddedPostgres> embedded = new CompletableFuture<>();

  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  AttachedDatabase(Settings settings) {
    this.settings = settings;
    outside = Connections.hasOwnWarehouse(settings);
    connections = new Connections(settings, outside ? null : () -> of(embedded).address());
  }

  /**
   * Begins; nothing is waited for.
   *
   * @param first asked as soon as the database answers; its failure is one of attaching
   */
  void begin(Runnable first) {
    new Thread(() -> attach(first), "database-start").start();
  }

  private void attach(Runnable first) {
    try {
      embedded.complete(outside ? null : EmbeddedPostgres.start(settings));
      connections.check(Connections.WAREHOUSE);
      TechnicalTables.migrate(connections.get(Connections.WAREHOUSE));
      first.run();
      ready.complete(null);
    } catch (RuntimeException | Error e) {
      embedded.completeExceptionally(e);
      ready.completeExceptionally(e);
    }
  }

  /** The databases by name. Asking one for a connection waits until it is attached. */
  Connections connections() {
    return connections;
  }

  /** Waits until the database answers and has the technical tables of this program. */
  void await() {
    of(ready);
  }

  /** Fails when attaching has failed by now. */
  void requireNoFailure() {
    if (ready.isCompletedExceptionally()) {
      await();
    }
  }

  private static <T> T of(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw CaravanException.from(e.getCause());
    }
  }

  /** Also where it is still being attached: what has begun is ended, and nothing left half done. */
  @Override
  public void close() {
    ready.handle((done, failure) -> null).join();
    connections.close();
    if (!embedded.isCompletedExceptionally() && !outside) {
      embedded.join().close();
    }
  }
}
