package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.TechnicalTables;
import io.caravan.embedded.EmbeddedPostgres;
import io.caravan.run.RunRecorder;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The databases of a project and the run record in them, without its routes: all that a verb needs
 * which brings its own data.
 */
public final class Databases implements AutoCloseable {

  private final EmbeddedPostgres embedded;
  private final Connections connections;
  private final RunRecorder runs;

  private Databases(EmbeddedPostgres embedded, Connections connections, RunRecorder runs) {
    this.embedded = embedded;
    this.connections = connections;
    this.runs = runs;
  }

  /** Starts the embedded database unless another one is set, and sees to the technical tables. */
  public static Databases open(Settings settings) {
    EmbeddedPostgres embedded =
        settings.find("db.warehouse.url").isPresent() ? null : EmbeddedPostgres.start(settings);
    Connections connections =
        new Connections(settings, embedded == null ? null : embedded.address());
    try {
      connections.check(Connections.WAREHOUSE);
      TechnicalTables.migrate(connections.get(Connections.WAREHOUSE));
    } catch (RuntimeException e) {
      connections.close();
      close(embedded);
      throw e;
    }
    RunRecorder runs =
        new RunRecorder(
            connections.get(Connections.WAREHOUSE),
            ManagementFactory.getRuntimeMXBean().getName(),
            settings.getDuration("caravan.lease-ttl", Duration.ofSeconds(20)));
    return new Databases(embedded, connections, runs);
  }

  /** The databases by name. */
  public Connections connections() {
    return connections;
  }

  /** The run record. */
  public RunRecorder runs() {
    return runs;
  }

  @Override
  public void close() {
    runs.close();
    connections.close();
    close(embedded);
  }

  private static void close(EmbeddedPostgres embedded) {
    if (embedded != null) {
      embedded.close();
    }
  }
}
