package io.caravan.app;

import io.caravan.config.Settings;
import io.caravan.db.Connections;
import io.caravan.db.DatabaseAddress;
import io.caravan.run.RunRecorder;
import io.caravan.validate.Finding;
import io.caravan.validate.ProjectValidator;
import java.time.Duration;
import java.util.List;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** The program without a database and without running routes: enough to judge a project. */
public final class Offline {

  /** Stands where an address is needed and nothing ever connects. */
  private static final DatabaseAddress NOWHERE =
      new DatabaseAddress("localhost", 1, "none", "none", "");

  private Offline() {}

  /** Every mistake in the project, sorted by file and line. */
  public static List<Finding> validate(Settings settings) {
    try (Connections connections = new Connections(settings, () -> NOWHERE);
        RunRecorder runs =
            new RunRecorder(
                connections.get(Connections.WAREHOUSE), "validate", Duration.ofDays(1));
        DefaultCamelContext context = new DefaultCamelContext()) {
      PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
      properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
      properties.addOverrideProperty("caravan.triggers", "false");
      Rounds.of(settings).placeholders(false).forEach(properties::addOverrideProperty);
      Interface.placeholders(settings, false).forEach(properties::addOverrideProperty);
      properties.addPropertiesSource(new SettingsSource(settings));
      Beans.of(settings, connections, runs).forEach(context.getRegistry()::bind);
      return ProjectValidator.validate(settings, context);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
