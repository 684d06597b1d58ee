package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.run.RunRecorder;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The databases of a project and the run record in them, without its routes: all that a verb needs
 * which brings its own data.
 */
public final class Databases implements AutoCloseable {

  private final AttachedDatabase database;
  private final RunRecorder runs;

  private Databases(AttachedDatabase database, RunRecorder runs) {
    this.database = database;
    this.runs = runs;
  }

  /** Starts the embedded database unless another one is set, and sees to the technical tables. */
  public static Databases open(Settings settings) {
    AttachedDatabase database = new AttachedDatabase(settings);
    database.begin(() -> {});
    try {
      database.await();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    RunRecorder runs =
        new RunRecorder(
            database.connections().get(Connections.WAREHOUSE),
            ManagementFactory.getRuntimeMXBean().getName(),
            settings.getDuration("caravan.lease-ttl", Duration.ofSeconds(20)));
    return new Databases(database, runs);
  }

  /** The databases by name. */
  public Connections connections() {
    return database.connections();
  }

  /** The run record. */
  public RunRecorder runs() {
    return runs;
  }

  @Override
  public void close() {
    runs.close();
    database.close();
  }
}
