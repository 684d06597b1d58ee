package io.caravan.embedded;

import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A second JVM that starts the embedded PostgreSQL of a folder, says so, and closes it when its
 * input ends.
 */
final class OtherProcess implements AutoCloseable {

  private static final String READY = "ready ";

  private final Process process;
  private final BufferedReader output;

  private OtherProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** What the second JVM runs. */
  public static void main(String[] arguments) throws IOException {
    Settings settings =
        TestFolders.settings(Path.of(arguments[0]), "embedded.binaries-dir", arguments[1]);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      DatabaseAddress address = postgres.address();
      System.out.println(READY + address.port() + " " + address.password());
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }

  /** Starts it; does not wait until it is ready. */
  static OtherProcess start(Path data) throws IOException {
    return start(
        List.of(), System.getProperty("java.class.path"), data, Path.of(".caravan/postgres"));
  }

  static OtherProcess start(List<String> prefix, String classPath, Path data, Path binaries)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            OtherProcess.class.getName(),
            data.toString(),
            binaries.toAbsolutePath().toString()));
    return new OtherProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Waits until its server takes logins. */
  DatabaseAddress ready() throws IOException {
    StringBuilder said = new StringBuilder();
    String line;
    while ((line = output.readLine()) != null) {
      if (line.startsWith(READY)) {
        String[] parts = line.split(" ");
        return new DatabaseAddress(
            "127.0.0.1", Integer.parseInt(parts[1]), "caravan", "caravan", parts[2]);
      }
      said.append(line).append('\n');
    }
    throw new IOException("it ended without a server: " + said);
  }

  /** As the kernel would: no hook runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets it end in its own way. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
