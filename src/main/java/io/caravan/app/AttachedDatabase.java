package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.embedded.EmbeddedPostgres;
import io.caravan.error.CaravanException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The database of the process. It is attached in a thread of its own, the embedded one started
 * before, so that Camel can read the routes meanwhile.
 */
final class AttachedDatabase implements AutoCloseable {

  private static final Executor OWN_THREAD = task -> new Thread(task, "database-start").start();

  private final CompletableFuture<EmbeddedPostgres> embedded;
  private final CompletableFuture<Void> ready;
  private final Connections connections;

  /** Begins to attach; nothing is waited for. */
  AttachedDatabase(Settings settings) {
    boolean outside = settings.find("db.warehouse.url").isPresent();
    embedded =
        outside
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(settings), OWN_THREAD);
    connections = new Connections(settings, outside ? null : () -> of(embedded).address());
    ready = embedded.thenRunAsync(this::prepare, OWN_THREAD);
  }

  /** The databases by name. Asking one for a connection waits until it is attached. */
  Connections connections() {
    return connections;
  }

  /** Waits until the database answers and has the technical tables of this program. */
  void await() {
    of(ready);
  }

  private void prepare() {
    connections.check(Connections.WAREHOUSE);
    TechnicalTables.migrate(connections.get(Connections.WAREHOUSE));
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
    if (!embedded.isCompletedExceptionally() && embedded.join() != null) {
      embedded.join().close();
    }
  }
}
