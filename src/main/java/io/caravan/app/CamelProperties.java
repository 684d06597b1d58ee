package io.caravan.app;

import io.caravan.config.Settings;
import java.util.List;
import java.util.Properties;

/**
 * What Camel itself is told: the {@code camel.*} keys of the project, where its routes are, and
 * what the mode of the process asks for.
 */
final class CamelProperties {

  private CamelProperties() {}

  static Properties of(Settings settings, Mode mode) {
    Properties properties = new Properties();
    settings.keys().stream()
        .filter(key -> key.startsWith("camel."))
        .forEach(key -> properties.setProperty(key, settings.get(key, "")));
    properties.setProperty(
        "camel.main.routesIncludePattern",
        "file:" + settings.project().resolve("routes") + "/**/*.camel.yaml");
    properties.setProperty(
        "camel.component.kamelet.location",
        "file:" + settings.project().resolve("routes/kamelets"));
    properties.setProperty("caravan.triggers", String.valueOf(mode == Mode.SERVE));
    for (String server : List.of("camel.server.", "camel.management.")) {
      properties.setProperty(server + "enabled", String.valueOf(mode == Mode.SERVE));
      // Camel would open the port to the whole network.
      properties.setProperty(server + "host", "127.0.0.1");
      properties.setProperty(server + "port", settings.get("http.port", "8080"));
    }
    properties.setProperty("camel.management.healthCheckEnabled", "true");
    return properties;
  }
}
