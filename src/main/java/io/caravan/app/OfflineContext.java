package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.DatabaseAddress;
import io.caravan.run.RunRecorder;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A Camel context that knows every component and bean of the program, but has no routes and reaches
 * no database: to look at a project without running it.
 */
public final class OfflineContext implements AutoCloseable {

  private static final DatabaseAddress NOWHERE =
      new DatabaseAddress("127.0.0.1", 1, "nowhere", "nobody", "");

  private final CamelContext context = new DefaultCamelContext();
  private final Connections connections;
  private final RunRecorder runs;

  public OfflineContext(Settings settings) {
    connections = new Connections(settings, () -> NOWHERE);
    runs = new RunRecorder(connections.get(Connections.WAREHOUSE), "nobody", Duration.ofMinutes(1));
    Beans.of(settings, connections, runs).forEach(context.getRegistry()::bind);
    ((PropertiesComponent) context.getPropertiesComponent())
        .addPropertiesSource(new SettingsSource(settings));
  }

  /** Built, not started. */
  public CamelContext context() {
    return context;
  }

  @Override
  public void close() {
    context.stop();
    runs.close();
    connections.close();
  }
}
