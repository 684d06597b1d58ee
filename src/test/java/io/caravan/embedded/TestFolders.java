package io.caravan.embedded;

import io.caravan.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Data folders for the tests of this room; the programs are shared and unpacked once. */
final class TestFolders {

  /** One for each process that runs tests: they start and stop its server. */
  private static final Path PREPARED =
      Path.of("target/test-postgres-room-" + System.getProperty("tests.fork", "1"))
          .toAbsolutePath();

  private static boolean ready;

  private TestFolders() {}

  /** The settings of a data folder. */
  static Settings settings(Path data, String... more) {
    Map<String, String> all = new HashMap<>();
    all.put("caravan.data-dir", data.toString());
    all.put("embedded.binaries-dir", Path.of(".caravan/postgres").toAbsolutePath().toString());
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return Settings.load(Path.of(""), all, Map.of());
  }

  /**
   * A data folder with a server that is stopped, the same for all tests: initdb and the first
   * writing take longer than all else here. Each test leaves it so that it can be started.
   */
  static synchronized Path prepared() {
    if (!ready) {
      EmbeddedPostgres.start(settings(PREPARED)).close();
      ready = true;
    }
    return PREPARED;
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      paths.forEach(
          path -> {
            try {
              Files.copy(
                  path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
