package io.caravan.dbt;

import io.caravan.config.Settings;
import java.nio.file.Path;

/**
 * Where dbt reads and writes. The project is only read; all that dbt makes goes under the data
 * folder.
 *
 * @param root the project of Caravan, to which messages are relative
 * @param project the dbt project with its {@code profiles.yml}
 * @param home what Caravan keeps for dbt
 */
record DbtFolders(Path root, Path project, Path home) {

  static DbtFolders of(Settings settings) {
    return new DbtFolders(settings.project(), project(settings), settings.dataDir().resolve("dbt"));
  }

  static Path project(Settings settings) {
    return settings.project().resolve(settings.get("dbt.project", "dbt")).normalize();
  }

  /** Artifacts, compiled SQL, and the parsed project that makes the next start quicker. */
  Path target() {
    return home.resolve("target");
  }

  Path logs() {
    return home.resolve("logs");
  }

  /** A path as a person would type it from the root. */
  String display(Path path) {
    Path normal = path.toAbsolutePath().normalize();
    return normal.startsWith(root) ? root.relativize(normal).toString() : normal.toString();
  }
}
