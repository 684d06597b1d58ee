package io.caravan.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs a program to its end or to its time limit, line by line, and leaves nothing behind. */
public final class ChildProcess {

  /** How long a program may take to end by itself after it was interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** A program that has ended may have left a child that still holds its output open. */
  private static final Duration LAST_LINES = Duration.ofSeconds(2);

  /**
   * How a program ended.
   *
   * @param exitCode its own, or 128 and the number of the signal that killed it
   * @param timedOut whether it was stopped for taking too long
   */
  public record Ending(int exitCode, boolean timedOut) {}

  private ChildProcess() {}

  /**
   * @param started told of the process as soon as it exists
   * @param lines told of each line of output and errors when it comes
   * @throws InterruptedException when the calling thread is interrupted; the program is stopped
   */
  public static Ending run(
      ProcessBuilder builder,
      Duration limit,
      Consumer<ProcessHandle> started,
      Consumer<String> lines)
      throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    try {
      started.accept(process.toHandle());
      process.getOutputStream().close();
      Thread reader = new Thread(() -> read(process, lines), "output of " + process.pid());
      reader.setDaemon(true);
      reader.start();
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        stop(process.toHandle());
        process.waitFor();
      }
      reader.join(LAST_LINES.toMillis());
      return new Ending(process.exitValue(), !ended);
    } finally {
      if (process.isAlive()) {
        stop(process.toHandle());
      }
    }
  }

  private static void read(Process process, Consumer<String> lines) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
      }
    } catch (IOException | UncheckedIOException e) {
      lines.accept("(the output ended early: " + e.getMessage() + ")");
    }
  }

  /**
   * Ends a program and everything it started. It is interrupted first, as by Ctrl-C: dbt then
   * cancels its queries in the database.
   */
  public static void stop(ProcessHandle program) {
    List<ProcessHandle> children = program.descendants().toList();
    interrupt(program);
    try {
      program.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
    } catch (InterruptedException e) {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static void interrupt(ProcessHandle program) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(program.pid()))
          .redirectErrorStream(true)
          .start()
          .getInputStream()
          .close();
    } catch (IOException e) {
      // A machine without the kill command: the polite signal that Java knows has to do.
      program.destroy();
    }
  }
}
