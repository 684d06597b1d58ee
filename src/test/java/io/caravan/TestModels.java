package io.caravan;

import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * For tests that call the real dbt. What dbt has read of a project holds for one database in one
 * place, and reading it anew costs more than building the models of a test. So these tests have a
 * database of one name, one after the other, and each begins with what was read before.
 */
public final class TestModels {

  private static final String NAME = "dbt";

  /** Those met so far, the latest last. */
  private static final Set<Path> FOLDERS = new LinkedHashSet<>();

  private TestModels() {}

  /**
   * As {@link TestDatabase#settings}, with the database for models, emptied, and a dbt that is
   * there at once, unless a test names the environment of another. Whoever had that database before
   * has it no longer.
   */
  public static Settings settings(Map<String, String> overrides) {
    DatabaseAddress address = TestDatabase.createAnew(NAME);
    Map<String, String> all = new HashMap<>();
    if (!overrides.containsKey("dbt.venv")) {
      all.put("dbt.command", WarmDbt.command().toString());
    }
    all.put("db.warehouse.url", address.jdbcUrl());
    all.put("db.warehouse.user", address.user());
    all.put("db.warehouse.password", address.password());
    all.putAll(overrides);
    Settings settings = TestDatabase.settings(all);
    handTo(settings.dataDir());
    return settings;
  }

  /** Puts what dbt has read so far into another data folder, for the same database. */
  public static synchronized void handTo(Path dataDir) {
    try {
      for (Path folder : FOLDERS) {
        if (Files.exists(read(folder))) {
          Files.createDirectories(read(dataDir).getParent());
          Files.copy(read(folder), read(dataDir), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FOLDERS.add(dataDir.toAbsolutePath());
  }

  private static Path read(Path dataDir) {
    return dataDir.resolve("dbt/target/partial_parse.msgpack");
  }
}
