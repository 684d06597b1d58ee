package io.caravan.app;

import io.caravan.config.Settings;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Makes {@link Settings} the only place where Camel looks for settings, before any route is read.
 */
final class SettingsListener extends MainListenerSupport {

  private final Settings settings;

  SettingsListener(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void beforeInitialize(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
    // Settings has looked into the environment already, and there the command line wins.
    properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
    properties.addPropertiesSource(new SettingsSource(settings));
  }
}
