package io.caravan.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a program to its end and keeps what it said. */
final class Program {

  /**
   * The server outlives us and its environment can be read by its owner for as long: it gets none
   * of our secrets, and none of libpq's variables that would point it elsewhere.
   */
  private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH");

  /** How a program ended. */
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  private Program() {}

  /**
   * @param folder where it works: one that its account may enter, or it fails before it begins
   */
  static Outcome run(Path folder, List<String> prefix, List<String> command) throws IOException {
    return run(folder, prefix, command, "");
  }

  /** The same for a program that reads: what no one may see on a command line goes in here. */
  static Outcome run(Path folder, List<String> prefix, List<String> command, String input)
      throws IOException {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED_ON);
    // Messages are compared with English texts.
    environment.put("LC_ALL", "C");
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return new Outcome(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new IOException("interrupted while waiting for " + command.get(0), e);
    }
  }
}
