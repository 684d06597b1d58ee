package io.caravan.singer;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that one call of a tap gets: its configuration, which may hold secrets, its catalog and
 * its state. Nobody else can read them, and they are gone when the tap is. What a killed process
 * has left is removed by the next one.
 */
final class TapFiles implements AutoCloseable {

  private final Path folder;

  private TapFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes a folder for one call.
   *
   * @param all where the folders of all calls are
   */
  static TapFiles create(Path all) {
    try {
      Files.createDirectories(all);
      removeLeftOvers(all);
      // Made for the owner alone, as Java makes every temporary folder.
      return new TapFiles(Files.createTempDirectory(all, ProcessHandle.current().pid() + "-"));
    } catch (IOException e) {
      throw unusable(all, e);
    }
  }

  /** Writes a file that only the owner can read. */
  Path write(String name, String content) {
    Path file = folder.resolve(name);
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static CaravanException unusable(Path path, IOException e) {
    return CaravanException.of(ErrorCode.E804, "The files of a Singer tap cannot be made")
        .where(path.toString())
        .why(e.toString())
        .fix("Make that folder writable for this user", "./caravan doctor")
        .cause(e)
        .build();
  }

  private static void removeLeftOvers(Path all) throws IOException {
    try (Stream<Path> folders = Files.list(all)) {
      for (Path left : folders.filter(TapFiles::isLeftOver).toList()) {
        remove(left);
      }
    }
  }

  private static boolean isLeftOver(Path folder) {
    String pid = folder.getFileName().toString().split("-")[0];
    return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
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

  @Override
  public void close() {
    try {
      remove(folder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }
}
