package io.caravan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server's own {@code postmaster.pid}: line 1 its process, line 2 its data folder, line 4 its
 * port (PostgreSQL, {@code miscadmin/pidfile.h}).
 */
record PostmasterFile(Path file, long pid, String folder, int port) {

  static Optional<PostmasterFile> in(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      // A power cut can leave it empty; the server writes all of these at once.
      return lines.size() < 4
          ? Optional.empty()
          : Optional.of(
              new PostmasterFile(
                  file,
                  Long.parseLong(lines.get(0).strip()),
                  lines.get(1),
                  Integer.parseInt(lines.get(3).strip())));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /**
   * Whether the server that wrote the file is alive and works in this very folder. After a reboot
   * the number may be another program's; in a copied folder, another folder's server's.
   */
  boolean alive() throws IOException {
    if (!LiveProcess.isAlive(pid)) {
      return false;
    }
    Path data = file.getParent();
    Optional<Path> works = LiveProcess.workingFolder(pid);
    return works.isPresent()
        ? Files.isSameFile(works.get(), data)
        : Path.of(folder).equals(data.toRealPath());
  }
}
