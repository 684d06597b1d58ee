package io.caravan.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The warehouse as a system before Caravan was told of it: {@code POSTGRES_DBNAME}, with {@code
 * POSTGRES_HOST} (localhost), {@code POSTGRES_PORT} (5432), {@code POSTGRES_USER} (postgres) and
 * {@code POSTGRES_PASS}. Without a name of the database the others mean nothing here: servers and
 * containers have variables of such names for purposes of their own.
 */
final class DatabaseInPieces {

  private DatabaseInPieces() {}

  /** The same as the environment names of today's settings; nothing where they are set. */
  static Map<String, Setting> of(Map<String, Setting> environment) {
    Setting name = environment.get("POSTGRES_DBNAME");
    if (name == null || environment.containsKey("DB_WAREHOUSE_URL")) {
      return Map.of();
    }
    Map<String, Setting> today = new LinkedHashMap<>();
    String url =
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                value(environment, "POSTGRES_HOST", "localhost"),
                value(environment, "POSTGRES_PORT", "5432"),
                name.value());
    today.put("DB_WAREHOUSE_URL", new Setting(url, name.place()));
    today.put(
        "DB_WAREHOUSE_USER",
        environment.getOrDefault("POSTGRES_USER", new Setting("postgres", name.place())));
    if (environment.containsKey("POSTGRES_PASS")) {
      today.put("DB_WAREHOUSE_PASSWORD", environment.get("POSTGRES_PASS"));
    }
    return today;
  }

  private static String value(Map<String, Setting> environment, String name, String other) {
    return environment.containsKey(name) ? environment.get(name).value() : other;
  }
}
