package io.caravan.app;

import io.caravan.config.Settings;
import java.util.Properties;

/**
 * What Camel itself is told: the {@code camel.*} keys of the project, where its routes are, and
 * what the mode of the process asks for.
 */
final class CamelProperties {

  private CamelProperties() {}

  /**
   * @param only what alone is to run; null for whatever is asked for later
   */
  static Properties of(Settings settings, Mode mode, String only) {
    Properties properties = new Properties();
    // Camel would answer on every address of the machine; a project has to say so in so many words.
    properties.setProperty("camel.server.host", "127.0.0.1");
    properties.setProperty("camel.management.host", "127.0.0.1");
    settings.keys().stream()
        .filter(key -> key.startsWith("camel."))
        .forEach(key -> properties.setProperty(key, settings.get(key, "")));
    if (only != null) {
      // A setting alone makes the scheduler, which nothing uses then, and half a second goes by
      // until its threads have ended.
      properties.keySet().removeIf(key -> key.toString().startsWith("camel.component.quartz."));
    }
    // Two servers at two ports would leave open which of them a platform-http: route answers on.
    if (properties.containsKey("camel.server.port")) {
      properties.putIfAbsent("camel.management.port", properties.get("camel.server.port"));
    }
    properties.setProperty(
        "camel.main.routesIncludePattern",
        "file:" + settings.project().resolve("routes") + "/**/*.camel.yaml");
    properties.setProperty(
        "camel.component.kamelet.location",
        "file:" + settings.project().resolve("routes/kamelets") + ",classpath:caravan/kamelets");
    properties.setProperty(
        "camel.main.streamCachingSpoolDirectory",
        SpoolFolder.create(settings.dataDir()).toString());
    properties.setProperty("caravan.triggers", String.valueOf(mode == Mode.SERVE));
    Interface.placeholders(settings, mode != Mode.COMMAND).forEach(properties::setProperty);
    Rounds.of(settings).placeholders(mode == Mode.SERVE).forEach(properties::setProperty);
    String server = String.valueOf(mode != Mode.COMMAND);
    properties.setProperty("camel.server.enabled", server);
    properties.setProperty("camel.management.enabled", server);
    return properties;
  }
}
