package io.caravan;

import io.caravan.config.Settings;
import io.caravan.dbt.PythonEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real dbt, started in a third of the time: a fork of a process that has imported it before
 * ({@code warm_dbt.py} says how). One such process serves all JVMs that test at a time; it goes
 * when they have gone. {@code DbtProjectTest} calls the program itself.
 */
public final class WarmDbt {

  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final Path FOLDER = PROJECT.resolve("target/warm-dbt");
  private static final Path SCRIPT = PROJECT.resolve("src/test/resources/dbt/warm_dbt.py");
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private WarmDbt() {}

  /** Begins when a test first asks, and then lasts as long as this JVM. */
  private static final class Held {
    private static final Path COMMAND = begin();
    private static SocketChannel held;

    private static Path begin() {
      Path python = venv().resolve("bin/python");
      try {
        Files.createDirectories(FOLDER);
        Path socket = socket();
        try (FileChannel file =
                FileChannel.open(
                    FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock one = file.lock()) {
          assert one.isValid();
          held = hold(socket);
          if (held == null) {
            held = start(python, socket);
          }
        }
        Path command = FOLDER.resolve("dbt");
        Path mine = Files.createTempFile(FOLDER, "dbt", null);
        Files.writeString(
            mine,
            "#!/bin/sh\nexec '%s' -IS '%s' call '%s' \"$@\"\n".formatted(python, SCRIPT, socket));
        Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwx------"));
        return Files.move(mine, command, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** For setting {@code dbt.command}. */
  public static Path command() {
    return Held.COMMAND;
  }

  /** The environment that holds dbt, made when it is not there. */
  public static Path venv() {
    Path venv = PROJECT.resolve(".caravan/venv");
    Settings settings =
        Settings.load(PROJECT, Map.of("dbt.venv", venv.toString()), System.getenv());
    new PythonEnvironment(settings).prepare(System.out::println);
    return venv;
  }

  /** The address of a socket may have a hundred letters only, and the project lie deep. */
  private static Path socket() throws IOException {
    String name = "caravan-dbt-" + Integer.toHexString(PROJECT.toString().hashCode());
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), name);
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return folder.resolve("socket");
  }

  /** As long as somebody holds it, the process stays; null when there is none. */
  private static SocketChannel hold(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap("h".getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException e) {
      channel.close();
      return null;
    }
  }

  private static SocketChannel start(Path python, Path socket) throws IOException {
    Path log = FOLDER.resolve("log");
    ProcessBuilder server =
        new ProcessBuilder(
            List.of(
                python.toString(),
                SCRIPT.toString(),
                "serve",
                socket.toString(),
                PROJECT.resolve("dbt").toString(),
                FOLDER.resolve("scratch").toString()));
    server.environment().putAll(Map.of("PYTHONUTF8", "1", "PYTHONUNBUFFERED", "1"));
    server
        .environment()
        .putAll(Map.of("DO_NOT_TRACK", "1", "DBT_SEND_ANONYMOUS_USAGE_STATS", "false"));
    Process process =
        server
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    try {
      while (!process.waitFor(50, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
        SocketChannel channel = hold(socket);
        if (channel != null) {
          return channel;
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    process.destroyForcibly();
    throw new IllegalStateException("dbt for tests does not start:\n" + Files.readString(log));
  }
}
