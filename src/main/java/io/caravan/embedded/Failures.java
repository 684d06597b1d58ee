package io.caravan.embedded;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Says what went wrong with the embedded PostgreSQL in words that lead on. */
final class Failures {

  private static final List<String> TELLING = List.of("FATAL:", "PANIC:", "error:", "ERROR:");

  private Failures() {}

  /** What a program of PostgreSQL, or the server's log, says. */
  static CaravanException of(String what, Path home, String output) {
    if (full(output)) {
      return diskFull(home, null);
    }
    if (output.contains("Permission denied")) {
      return notWritable(home, telling(output), null);
    }
    return CaravanException.of(ErrorCode.E300, what)
        .where(home.resolve("postgres.log").toString())
        .why(telling(output))
        .fix("./caravan doctor", "Read " + home.resolve("postgres.log"))
        .build();
  }

  /** What the file system says. */
  static CaravanException of(Path home, IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (full(reason)) {
      return diskFull(home, failure);
    }
    if (failure instanceof FileSystemException && !(failure instanceof NoSuchFileException)) {
      return notWritable(home, failure.getClass().getSimpleName() + ": " + reason, failure);
    }
    return CaravanException.of(ErrorCode.E300, "Cannot use the embedded PostgreSQL")
        .where(home.toString())
        .why(failure.getClass().getSimpleName() + ": " + reason)
        .fix("./caravan doctor")
        .cause(failure)
        .build();
  }

  /** Fails for a folder whose name the shell that {@code pg_ctl} starts would misread. */
  static void checkName(Path home) {
    if (home.toString().matches(".*[\"$`\\\\\n].*")) {
      throw CaravanException.of(
              ErrorCode.E106, "The embedded PostgreSQL cannot work in a folder of this name")
          .where("caravan.data-dir, " + home)
          .why("it holds a quotation mark, $, ` or \\, which PostgreSQL's own programs misread")
          .fix("Set caravan.data-dir to a folder without them")
          .build();
    }
  }

  /** A port that the settings name and somebody else listens on. */
  static CaravanException portTaken(int port, Path home) {
    return CaravanException.of(
            ErrorCode.E803, "Port " + port + " of the embedded PostgreSQL is taken")
        .where("embedded.port, 127.0.0.1:" + port)
        .why("another program listens there, and no PostgreSQL of " + home + " runs")
        .fix("Set embedded.port = 0 to let Caravan choose a free one", "Or end that program")
        .build();
  }

  private static CaravanException diskFull(Path home, Throwable cause) {
    return CaravanException.of(ErrorCode.E305, "The disk of the embedded PostgreSQL is full")
        .where(home.toString())
        .why("free: " + free(home) + "; a new database needs about 200 MB")
        .fix("Free some space, then repeat the command: nothing that was saved is lost")
        .cause(cause)
        .build();
  }

  private static CaravanException notWritable(Path home, String reason, Throwable cause) {
    return CaravanException.of(
            ErrorCode.E804, "The folder of the embedded PostgreSQL cannot be used by this user")
        .where(home.toString())
        .why(reason)
        .fix(
            "Give the folder to the user " + System.getProperty("user.name"),
            "Or set caravan.data-dir to a folder of that user's")
        .cause(cause)
        .build();
  }

  private static boolean full(String text) {
    return text.contains("No space left on device") || text.contains("Disk quota exceeded");
  }

  private static String free(Path home) {
    try {
      Path existing = home;
      while (!Files.exists(existing)) {
        existing = existing.getParent();
      }
      long bytes = Files.getFileStore(existing).getUsableSpace();
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    } catch (IOException unknown) {
      return "unknown";
    }
  }

  /** The last line that names a failure, else the last line. */
  private static String telling(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    int last = lines.size() - 1;
    for (int i = last; i >= 0; i--) {
      if (TELLING.stream().anyMatch(lines.get(i)::contains)) {
        // Of a broken configuration file the line says only that; the reason stands before it.
        boolean reasonBefore = i > 0 && lines.get(i).contains("contains errors");
        return reasonBefore ? lines.get(i - 1) : lines.get(i);
      }
    }
    return last < 0 ? "it said nothing" : lines.get(last);
  }
}
