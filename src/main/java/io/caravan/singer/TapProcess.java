package io.caravan.singer;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.process.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tap while it runs. What it says on stderr goes into the log. */
final class TapProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TapProcess.class);
  private static final int LAST_LINES = 5;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final int SIGNAL = 128;
  private static final int KILLED = SIGNAL + 9;
  private static final int NOT_A_PROGRAM = 126;
  private static final int NO_SUCH_PROGRAM = 127;

  private final String name;
  private final Process process;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final Thread errors;

  private TapProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.errors = new Thread(this::log, "stderr of " + name);
    errors.setDaemon(true);
    errors.start();
  }

  /** Starts a tap with further arguments. */
  static TapProcess start(TapSettings tap, List<String> arguments) {
    List<String> line = new ArrayList<>(tap.command());
    line.addAll(arguments);
    try {
      Process process = new ProcessBuilder(line).directory(tap.project().toFile()).start();
      process.getOutputStream().close();
      return new TapProcess(tap.name(), process);
    } catch (IOException e) {
      throw notAProgram(tap.name(), line.get(0), e.getMessage());
    }
  }

  private static CaravanException notAProgram(String name, String command, String why) {
    return CaravanException.of(ErrorCode.E401, "The tap cannot be started")
        .where("setting " + name + ".command = " + command)
        .why(why)
        .fix(
            "Install the tap, best into an environment of its own: python3 -m venv .caravan/taps/x"
                + " && .caravan/taps/x/bin/pip install <tap>",
            "Correct " + name + ".command")
        .build();
  }

  private void log() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LOG.info("{}: {}", name, line);
        synchronized (lastLines) {
          lastLines.add(line);
          if (lastLines.size() > LAST_LINES) {
            lastLines.remove();
          }
        }
      }
    } catch (IOException e) {
      LOG.debug("stderr of {} ended: {}", name, e.getMessage());
    }
  }

  InputStream output() {
    return process.getInputStream();
  }

  /**
   * Waits for the end of a tap that has closed its output.
   *
   * @throws CaravanException E402 when it failed, E403 when it does not end
   */
  void end(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw silent(patience);
    }
    errors.join(LAST_WORDS.toMillis());
    int code = process.exitValue();
    if (code == NOT_A_PROGRAM || code == NO_SUCH_PROGRAM) {
      throw notAProgram(name, "...", "it ended with " + code + said());
    }
    if (code != 0) {
      throw CaravanException.of(ErrorCode.E402, "The tap failed; what it had sent before is stored")
          .where(name)
          .why(reason(code) + said())
          .fix("./caravan logs", "Run again: it goes on from the last state")
          .build();
    }
  }

  /** The failure of a tap that says nothing for too long. */
  CaravanException silent(Duration patience) {
    return CaravanException.of(ErrorCode.E403, "The tap said nothing for " + words(patience))
        .where(name)
        .why("it is stopped, and what it had sent before is stored" + said())
        .fix("./caravan logs", "Raise " + name + ".hang-after if its system is that slow")
        .build();
  }

  private static String words(Duration patience) {
    return patience.toSeconds() < 120 ? patience.toSeconds() + " s" : patience.toMinutes() + " min";
  }

  private static String reason(int code) {
    if (code == KILLED) {
      return "it was killed from outside (exit code 137), most often for lack of memory";
    }
    return code > SIGNAL
        ? "it was ended by signal " + (code - SIGNAL)
        : "it ended with exit code " + code;
  }

  private String said() {
    synchronized (lastLines) {
      return lastLines.isEmpty() ? "" : "; its last words: " + String.join(" / ", lastLines);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      ChildProcess.stop(process.toHandle());
    }
  }
}
