package io.caravan.auth;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner can read, replaced as a whole or not at all. */
final class PrivateFiles {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private PrivateFiles() {}

  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  /**
   * Puts new content in place of the old so that a crash at any moment leaves one of the two: a
   * neighbour file is written and flushed, moved over the old one, and the folder flushed.
   */
  static void replace(Path file, byte[] content) throws IOException {
    createFolder(file.getParent());
    Path fresh =
        Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new", ownerOnly());
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    flushFolder(file.getParent());
  }

  private static void flushFolder(Path folder) throws IOException {
    if (POSIX) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Refuses a file that others may read or write. */
  static void requireOwnerOnly(Path file) throws IOException {
    if (!POSIX) {
      return;
    }
    Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
    open.retainAll(OTHERS);
    if (!open.isEmpty()) {
      throw CaravanException.of(ErrorCode.E802, "Others on this machine can read a secret file")
          .where(file.toString())
          .why("its mode allows more than its owner")
          .fix("chmod 600 " + file)
          .build();
    }
  }
}
