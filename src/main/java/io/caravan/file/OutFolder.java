package io.caravan.file;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder in which the files of a run appear together. They are written in a folder inside it
 * whose name begins with a dot; when all are complete, that folder gets another name, in one step,
 * and from then on they are moved to their places, by the next run if need be.
 */
final class OutFolder {

  private static final String PART = ".part-";
  private static final String COMPLETE = ".complete-";

  private final Path folder;
  private final Path part;

  private OutFolder(Path folder, Path part) {
    this.folder = folder;
    this.part = part;
  }

  /**
   * Makes the folder if need be, and ends what killed processes have left in it: files that were
   * complete get to their places, others go.
   */
  static OutFolder open(Path folder) {
    long pid = ProcessHandle.current().pid();
    try {
      Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
      try (Stream<Path> inside = Files.list(folder)) {
        for (Path left : inside.filter(OutFolder::isLeftOver).toList()) {
          tidy(folder, left);
        }
      }
      Path part = folder.resolve(PART + pid);
      Files.createDirectory(part, ownerOnly(folder, "rwx------"));
      return new OutFolder(folder, part);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static CaravanException unusable(Path folder, IOException e) {
    return CaravanException.of(ErrorCode.E804, "Files cannot be written into this folder")
        .where(folder.toString())
        .why(e.toString())
        .fix("Make it writable for this user, or name another one with --out FOLDER")
        .cause(e)
        .build();
  }

  /** Rights for whoever runs this alone, where the disk knows such rights. */
  static FileAttribute<?>[] ownerOnly(Path where, String rights) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  /** A folder with our own number is of a process that had it before. */
  private static boolean isLeftOver(Path path) {
    String pid =
        path.getFileName().toString().replaceFirst("^\\.(part|complete)-(\\d{1,18})$", "$2");
    return pid.matches("\\d+")
        && path.getFileName().toString().startsWith(".")
        && (Long.parseLong(pid) == ProcessHandle.current().pid()
            || ProcessHandle.of(Long.parseLong(pid)).isEmpty());
  }

  private static void tidy(Path folder, Path left) throws IOException {
    if (left.getFileName().toString().startsWith(COMPLETE)) {
      moveAll(left, folder);
    }
    remove(left);
  }

  /** Where a file is written until all are complete. */
  Path part(String name) throws IOException {
    return Files.createFile(part.resolve(name), ownerOnly(folder, "rw-------"));
  }

  /** All files are complete: lets them appear. */
  void publish() throws IOException {
    try (Stream<Path> files = Files.list(part)) {
      for (Path file : files.toList()) {
        force(file, StandardOpenOption.WRITE);
      }
    }
    Path complete =
        folder.resolve(COMPLETE + part.getFileName().toString().substring(PART.length()));
    Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE);
    moveAll(complete, folder);
    Files.delete(complete);
    force(folder, StandardOpenOption.READ);
  }

  /** So that a file, or a name in a folder, is there also after the machine has lost its power. */
  private static void force(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  private static void moveAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Takes away what did not come to its end. */
  void discard() {
    try {
      remove(part);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static void remove(Path left) throws IOException {
    if (Files.isDirectory(left)) {
      List<Path> files;
      try (Stream<Path> inside = Files.list(left)) {
        files = inside.toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(left);
    }
  }
}
