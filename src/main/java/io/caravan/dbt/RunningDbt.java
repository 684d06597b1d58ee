package io.caravan.dbt;

import io.caravan.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers on disk which process is dbt. When Caravan is killed, dbt goes on without it and would
 * build the same tables as the next one; so the next one stops it first.
 */
final class RunningDbt {

  private final Path file;

  RunningDbt(Path file) {
    this.file = file;
  }

  /** A process is known by its number and the moment it began: numbers are used again. */
  void remember(ProcessHandle process) {
    try {
      Files.writeString(file, process.pid() + " " + began(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Stops what an earlier Caravan left running, and says whether there was anything. */
  boolean stopLeftover() throws IOException {
    Optional<ProcessHandle> leftover = leftover();
    leftover.ifPresent(ChildProcess::stop);
    forget();
    return leftover.isPresent();
  }

  private Optional<ProcessHandle> leftover() throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String[] known = Files.readString(file).split(" ");
    if (known.length != 2 || !known[0].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(known[0]))
        .filter(process -> began(process).equals(known[1]));
  }

  private static String began(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
