package io.caravan.app;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where Camel puts large bodies for as long as it works on them. They are the data of the customer:
 * nobody else may read them, and nothing stays. Camel empties the folder when it stops; what a
 * killed process has left is removed by the next one.
 *
 * <p>One folder for each process, named by its number, as several may share a data folder.
 */
final class SpoolFolder {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private SpoolFolder() {}

  /** The folder of this process. */
  static Path of(Path dataDir) {
    return dataDir.resolve("spool").resolve(String.valueOf(ProcessHandle.current().pid()));
  }

  /** Makes the folder of this process, empty. */
  static Path create(Path dataDir) {
    Path all = dataDir.resolve("spool");
    Path own = of(dataDir);
    try {
      Files.createDirectories(dataDir);
      makePrivate(all);
      removeLeftOvers(all);
      makePrivate(own);
      return own;
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E804, "The folder for large bodies cannot be made")
          .where(all.toString())
          .why(e.toString())
          .fix("Make " + dataDir + " writable for this user", "./caravan doctor")
          .cause(e)
          .build();
    }
  }

  private static void makePrivate(Path folder) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Files.createDirectories(folder, mode);
    if (posix) {
      Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }
  }

  private static void removeLeftOvers(Path all) throws IOException {
    try (Stream<Path> folders = Files.list(all)) {
      for (Path folder : folders.filter(SpoolFolder::isLeftOver).toList()) {
        remove(folder);
      }
    }
  }

  /** A folder with our own number is of a process that had it before. */
  private static boolean isLeftOver(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("\\d{1,18}")
        && (Long.parseLong(name) == ProcessHandle.current().pid()
            || ProcessHandle.of(Long.parseLong(name)).isEmpty());
  }

  private static void remove(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> paths = Files.walk(folder)) {
      inside = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.deleteIfExists(path);
    }
  }
}
