package io.caravan.singer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Taps and targets that others wrote, each in an environment of its own below {@code
 * .caravan/peers}, made once from the Python package index of the machine.
 */
final class Peers {

  private static final Path FOLDER = Path.of(".caravan/peers").toAbsolutePath();

  private Peers() {}

  /** Reads tables of PostgreSQL. */
  static Path tapPostgres() {
    return program("tap-postgres", "pipelinewise-tap-postgres==1.8.4");
  }

  /** Writes tables of PostgreSQL. */
  static Path targetPostgres() {
    return program("target-postgres", "pipelinewise-target-postgres==2.1.2");
  }

  /** Judges taps, by those who specified Singer. */
  static Path checkTap() {
    return program("singer-check-tap", "singer-tools==0.4.1");
  }

  private static synchronized Path program(String name, String requirement) {
    Path folder = FOLDER.resolve(name);
    Path ready = folder.resolve("ready");
    try {
      if (!Files.exists(ready) || !Files.readString(ready).equals(requirement)) {
        Files.createDirectories(FOLDER);
        boolean made =
            runs("python3", "-m", "venv", "--clear", folder.toString())
                && runs(
                    folder.resolve("bin/pip").toString(),
                    "install",
                    "--no-compile",
                    "--no-input",
                    "--disable-pip-version-check",
                    "-q",
                    requirement);
        if (!made) {
          System.out.println(
              "SKIPPED: pip cannot install "
                  + requirement
                  + " on this machine, so nothing was tried against it");
          Assumptions.abort(requirement + " cannot be installed");
        }
        Files.writeString(ready, requirement);
      }
      return folder.resolve("bin").resolve(name);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean runs(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile("peers", ".log").toFile())
            .start();
    return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
  }

  /** The command line of this program, with the classes under test. */
  static List<String> caravan(String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xms128m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.caravan.cli.CaravanCommand"));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Runs a program to its end and returns what it printed; fails unless it ends with 0. */
  static String run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("peers", ".err");
    Path output = Files.createTempFile("peers", ".out");
    Process process =
        builder.redirectError(errors.toFile()).redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(
          builder.command() + " failed: " + Files.readString(errors) + Files.readString(output));
    }
    return Files.readString(output);
  }
}
