package io.caravan.cli;

import io.caravan.config.Settings;
import java.nio.file.Path;

/** What a data folder for a moment takes from the real one, so that nothing is unpacked twice. */
final class SharedFolders {

  private SharedFolders() {}

  /** Where the programs of the embedded PostgreSQL are unpacked. */
  static Path binaries(Settings real) {
    return folder(real, "embedded.binaries-dir", "postgres");
  }

  /** The private Python environment. */
  static Path python(Settings real) {
    return folder(real, "dbt.venv", "venv");
  }

  private static Path folder(Settings real, String key, String name) {
    return real.find(key)
        .map(real.project()::resolve)
        .orElseGet(() -> real.dataDir().resolve(name));
  }
}
