package io.caravan;

import io.caravan.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program in a process of its own, as a person starts it; what it says is kept. */
public final class Packaged implements AutoCloseable {

  /** Where the program is; everything it needs beside it is in this folder too. */
  static final Path PROJECT = Path.of("").toAbsolutePath();

  static {
    renewTheJar();
  }

  private static final Duration LONG = Duration.ofMinutes(3);

  private final Process process;
  private final List<String> said = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  /**
   * Maven leaves the jar alone when nothing of it changed; the launcher would build it again. One
   * that is newer than its sources keeps its time: archives of its classes go by it.
   */
  private static void renewTheJar() {
    Path jar = PROJECT.resolve("target/caravan.jar");
    try (Stream<Path> sources = Files.walk(PROJECT.resolve("src/main"))) {
      FileTime built = Files.getLastModifiedTime(jar);
      for (Path source : Stream.concat(Stream.of(PROJECT.resolve("pom.xml")), sources).toList()) {
        if (Files.getLastModifiedTime(source).compareTo(built) > 0) {
          Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Packaged(ProcessBuilder builder) {
    try {
      process = builder.directory(PROJECT.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    read(process.getInputStream());
    read(process.getErrorStream());
  }

  /**
   * A build that a shell runs in its background ignores Ctrl-C, and so would everything it starts;
   * a person at a terminal starts programs that hear it.
   */
  private static final List<String> HEARING_CTRL_C =
      List.of(
          "python3",
          "-c",
          "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])");

  /**
   * The jar in the Java of this test.
   *
   * @param settings by their keys; they travel in the environment
   */
  public static Packaged java(Map<String, String> settings, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-Xms128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:SharedArchiveFile=" + Archive.FILE);
    command.addAll(List.of("-cp", PROJECT.resolve("target/caravan.jar").toString()));
    command.add("io.caravan.cli.CaravanCommand");
    command.addAll(Arrays.asList(arguments));
    return new Packaged(with(settings, new ProcessBuilder(command)));
  }

  /** The launcher of the project. */
  public static Packaged launcher(Map<String, String> settings, String... arguments) {
    return launcher(HEARING_CTRL_C, settings, arguments);
  }

  /** The launcher, started by another program. */
  static Packaged launcher(List<String> by, Map<String, String> settings, String... arguments) {
    List<String> command = new ArrayList<>(by);
    command.add(PROJECT.resolve("caravan").toString());
    command.addAll(Arrays.asList(arguments));
    return new Packaged(with(settings, new ProcessBuilder(command)));
  }

  /** The archive of classes that the launcher keeps: it halves what a start costs. */
  private static final class Archive {

    static final Path FILE = made();

    private static Path made() {
      try (Packaged first = launcher(Map.of(), "version")) {
        if (first.exitCode() != 0) {
          throw new AssertionError("The launcher does not start:\n" + first.said());
        }
      }
      return PROJECT.resolve(
          ".caravan/cache/caravan-" + System.getProperty("java.version") + ".jsa");
    }
  }

  private static ProcessBuilder with(Map<String, String> settings, ProcessBuilder builder) {
    settings.forEach(
        (key, value) -> builder.environment().put(Settings.environmentName(key), value));
    builder
        .environment()
        .putIfAbsent("EMBEDDED_BINARIES_DIR", PROJECT.resolve(".caravan/postgres").toString());
    builder.environment().putIfAbsent("DBT_VENV", PROJECT.resolve(".caravan/venv").toString());
    return builder;
  }

  private void read(InputStream stream) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                String line;
                while ((line = lines.readLine()) != null) {
                  hear(line);
                }
              } catch (IOException e) {
                hear("(cut off: " + e.getMessage() + ")");
              }
            },
            "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
    readers.add(reader);
  }

  private synchronized void hear(String line) {
    said.add(line);
    notifyAll();
  }

  /** What it said on stdout and stderr so far. */
  public synchronized String said() {
    return String.join("\n", said);
  }

  /**
   * Waits until it says a line with these words.
   *
   * @return the line; null when it ended without
   */
  public synchronized String await(String... words) {
    long end = System.nanoTime() + LONG.toNanos();
    int next = 0;
    while (true) {
      while (next < said.size()) {
        String line = said.get(next++);
        if (Arrays.stream(words).allMatch(line::contains)) {
          return line;
        }
      }
      if (readers.stream().noneMatch(Thread::isAlive)) {
        return null;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("Never said " + Arrays.toString(words) + ":\n" + said());
      }
      try {
        wait(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Lets this much time pass, or less if it ends before. */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for its end and everything it said. */
  public int exitCode() {
    if (!endsWithin(LONG)) {
      throw new AssertionError("Does not end:\n" + said());
    }
    for (Thread reader : readers) {
      try {
        // A server that outlives the program may hold the other end of the pipe.
        reader.join(Duration.ofSeconds(5).toMillis());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return process.exitValue();
  }

  /** Types a line for it and closes its input. */
  public Packaged type(String line) {
    try (OutputStream input = process.getOutputStream()) {
      input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Its stdin. */
  OutputStream input() {
    return process.getOutputStream();
  }

  /** As Ctrl-C does. */
  public void interrupt() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the kernel would: no hook runs. False when it had ended before. */
  public boolean kill() {
    boolean alive = process.isAlive();
    process.destroyForcibly();
    endsWithin(LONG);
    return alive && process.exitValue() == 137;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    endsWithin(LONG);
  }
}
