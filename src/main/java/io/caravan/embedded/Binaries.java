package io.caravan.embedded;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of PostgreSQL, unpacked once from the binaries jar on the class path. The jar holds
 * {@code initdb}, {@code pg_ctl} and {@code postgres}, and no others.
 */
record Binaries(Path folder) {

  /** Of the jar that the pom names; a test holds the two together. */
  static final String VERSION = "17.5.0";

  static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

  private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The programs below {@code parent}, unpacked there first when they are not there yet. */
  static Binaries in(Path parent) throws IOException {
    Path folder = parent.resolve("bin-" + VERSION);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(parent);
      ExclusiveFile.hold(
          parent.resolve("unpack.lock"),
          PATIENCE,
          () -> {
            if (!Files.isDirectory(folder)) {
              unpack(parent, folder);
            }
          });
    }
    return new Binaries(folder);
  }

  /** The path of one program. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** Unpacks beside the target and renames, so that a folder of that name is complete always. */
  private static void unpack(Path parent, Path folder) throws IOException {
    LOG.info("Unpacking PostgreSQL {} into {}, once", VERSION, folder);
    Folders.deleteLeftovers(parent, "unpacking-*");
    Path unpacking = parent.resolve("unpacking-" + ProcessHandle.current().pid());
    try (InputStream archive = Binaries.class.getResourceAsStream(archiveName())) {
      if (archive == null) {
        throw noneForThisPlatform();
      }
      TarXz.unpack(archive, unpacking);
      Files.move(unpacking, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(unpacking);
    }
  }

  private static String archiveName() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "/postgres-"
        + (system.startsWith("mac") ? "darwin" : system)
        + "-"
        + (machine.equals("aarch64") ? "arm_64" : "x86_64")
        + ".txz";
  }

  private static CaravanException noneForThisPlatform() {
    return CaravanException.of(
            ErrorCode.E300, "There is no embedded PostgreSQL for this kind of machine")
        .where(System.getProperty("os.name") + " on " + System.getProperty("os.arch"))
        .why("no " + archiveName().substring(1) + " on the class path")
        .fix("Set DATABASE_URL in .env to a PostgreSQL server of your own", "./caravan doctor")
        .build();
  }
}
