package io.caravan.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** {@code postgres.log}: what the server says. It may quote data, so it is its owner's only. */
record ServerLog(Path file) {

  private static final long LONGEST = 10L << 20;

  /** Makes it ready for a start, and puts a long one aside as {@code postgres.log.1}. */
  void prepare(ServerAccount account) throws IOException {
    if (Files.exists(file) && Files.size(file) > LONGEST) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    account.own(file);
  }

  long size() throws IOException {
    return Files.size(file);
  }

  /** What was said since the file had this size. */
  String since(long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer said = ByteBuffer.allocate((int) Math.min(1 << 20, channel.size() - size));
      channel.read(said, size);
      return new String(said.array(), 0, said.position(), StandardCharsets.UTF_8);
    }
  }
}
