package io.caravan.app;

import io.caravan.config.Settings;
import org.apache.camel.spi.PropertiesSource;

/**
 * Lets route files read the settings: {@code {{key}}} is answered by {@link Settings} and by
 * nothing else.
 */
final class SettingsSource implements PropertiesSource {

  private final Settings settings;

  SettingsSource(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String getName() {
    return "settings";
  }

  @Override
  public String getProperty(String name) {
    return settings.find(name).orElse(settings.origin(name).isPresent() ? "" : null);
  }
}
