package io.caravan.app;

import io.caravan.config.Settings;
import java.util.Map;

/** Which parts of the HTTP interface a process answers, for the placeholders of route files. */
final class Interface {

  private Interface() {}

  /**
   * People are tracked where {@code people.enabled} says so; where it says nothing, a token for
   * Pipedrive does.
   */
  static Map<String, String> placeholders(Settings settings, boolean server) {
    boolean people =
        server
            && settings.getBoolean("people.enabled", settings.find("pipedrive.token").isPresent());
    return Map.of(
        "caravan.project", settings.project().toString(),
        "caravan.people", String.valueOf(people),
        "caravan.people-off", String.valueOf(!people));
  }
}
