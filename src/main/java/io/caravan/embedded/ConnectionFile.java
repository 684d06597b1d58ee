package io.caravan.embedded;

import io.caravan.db.DatabaseAddress;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Port and password of the server, kept between starts so that dbt's profile and a restart find it
 * where it was. Readable by its owner only.
 */
record ConnectionFile(Path file, int port, String password) {

  /** The database and its owner. */
  static final String NAME = "caravan";

  private static final String FILE = "connection.properties";

  /** What is written in the folder; empty when nothing is, or no password. */
  static Optional<ConnectionFile> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      }
    }
    String port = kept.getProperty("port", "");
    return Optional.ofNullable(kept.getProperty("password"))
        .map(
            password ->
                new ConnectionFile(
                    file, port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0, password));
  }

  /** A new password and no port yet; nothing is written. */
  static ConnectionFile fresh(Path folder) {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return new ConnectionFile(folder.resolve(FILE), 0, HexFormat.of().formatHex(random));
  }

  /** The same with another port; nothing is written. */
  ConnectionFile withPort(int port) {
    return new ConnectionFile(file, port, password);
  }

  /** Caravan's own database. */
  DatabaseAddress address() {
    return address(NAME);
  }

  /** Another database of this server. */
  DatabaseAddress address(String database) {
    return new DatabaseAddress("127.0.0.1", port, database, NAME, password);
  }

  /** Holds the password; texts get the place only. */
  @Override
  public String toString() {
    return file + " (port " + port + ")";
  }

  /** Keeps it. */
  ConnectionFile write() throws IOException {
    Properties kept = new Properties();
    kept.setProperty("port", Integer.toString(port));
    kept.setProperty("password", password);
    StringWriter text = new StringWriter();
    kept.store(text, "The embedded PostgreSQL. Whoever knows this owns its data.");
    writePrivately(file, text.toString());
    Folders.giveToOwnerOf(file.getParent(), file);
    return this;
  }

  /** Replaces a file that only its owner may read; after a power cut it is the old or the new. */
  static void writePrivately(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
