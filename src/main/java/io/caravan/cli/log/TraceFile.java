package io.caravan.cli.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The stack trace of a failure that nobody foresaw, kept for the report of the bug. */
public final class TraceFile {

  private TraceFile() {}

  /** Empty when the folder cannot be written: the failure itself matters more. */
  public static Optional<Path> write(Path dataDir, Throwable thrown) {
    Path file = dataDir.resolve("logs").resolve("failure-" + Instant.now().toEpochMilli() + ".txt");
    try {
      Files.createDirectories(file.getParent());
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
        thrown.printStackTrace(writer);
      }
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
