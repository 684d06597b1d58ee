package io.caravan.db;

import io.caravan.config.Settings;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The MySQL of the service that tracked people before, in the names it was set by: {@code
 * DATABASE_NAME}, {@code DATABASE_USERNAME}, {@code DATABASE_PASSWORD}, {@code DATABASE_HOST},
 * {@code DATABASE_PORT}. Once one of them is set, the others are what they were there by default.
 */
final class OldNames {

  private static final String DEFAULT = "pipedrive";

  private OldNames() {}

  static Optional<DatabaseAddress> address(Settings settings) {
    boolean set =
        Stream.of("name", "username", "password", "host", "port")
            .anyMatch(part -> settings.find("database." + part).isPresent());
    return set
        ? Optional.of(
            new DatabaseAddress(
                Product.MYSQL,
                settings.get("database.host", "127.0.0.1"),
                settings.getInt("database.port", Product.MYSQL.port()),
                settings.get("database.name", DEFAULT),
                settings.get("database.username", DEFAULT),
                settings.get("database.password", DEFAULT)))
        : Optional.empty();
  }
}
