package io.caravan.dbt;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.process.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Python interpreter of this machine that the pinned dbt runs on.
 *
 * @param command how it is called
 * @param version such as 3.11.7
 */
record Python(String command, String version) {

  static final String SETTING = "dbt.python";
  private static final String USUAL = "python3";
  private static final int OLDEST = 9;
  private static final int NEWEST = 13;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+");
  private static final String RANGE = "3." + OLDEST + " to 3." + NEWEST;

  /**
   * The interpreter of setting {@code dbt.python}. When that is just {@code python3} and its
   * version does not do, {@code python3.13} down to {@code python3.9} are tried too.
   */
  static Python find(Settings settings) {
    String wanted = settings.get(SETTING, USUAL);
    List<String> candidates = new ArrayList<>(List.of(wanted));
    if (wanted.equals(USUAL)) {
      for (int minor = NEWEST; minor >= OLDEST; minor--) {
        candidates.add(USUAL + "." + minor);
      }
    }
    Optional<Python> first = Optional.empty();
    for (String candidate : candidates) {
      Optional<Python> python = ask(candidate);
      if (python.filter(Python::usable).isPresent()) {
        return python.get();
      }
      first = first.or(() -> python);
    }
    throw first.map(Python::unsuitable).orElseGet(() -> absent(wanted));
  }

  private static Optional<Python> ask(String command) {
    AtomicReference<String> version = new AtomicReference<>("");
    try {
      ProcessBuilder question =
          new ProcessBuilder(
              command, "-c", "import sys; print('%d.%d.%d' % tuple(sys.version_info[:3]))");
      PythonEnvironment.clean(question.environment());
      ChildProcess.Ending end =
          ChildProcess.run(question, ANSWER_WITHIN, process -> {}, version::set);
      return end.exitCode() == 0 && VERSION.matcher(version.get()).matches()
          ? Optional.of(new Python(command, version.get()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  private boolean usable() {
    Matcher m = VERSION.matcher(version);
    return m.matches()
        && m.group(1).equals("3")
        && Integer.parseInt(m.group(2)) >= OLDEST
        && Integer.parseInt(m.group(2)) <= NEWEST;
  }

  private CaravanException unsuitable() {
    return CaravanException.of(
            ErrorCode.E501, "Python " + version + " cannot run the dbt that Caravan uses")
        .where("setting " + SETTING + " = " + command)
        .why("it needs Python " + RANGE)
        .fix(
            "Install one of those, and set " + SETTING + " to it, such as python3.12",
            "./caravan doctor")
        .build();
  }

  private static CaravanException absent(String command) {
    return CaravanException.of(ErrorCode.E501, "Python is missing")
        .where("setting " + SETTING + " = " + command)
        .why("no program of that name answers; dbt needs Python " + RANGE)
        .fix(
            "sudo apt install python3 python3-venv (Debian, Ubuntu), brew install python@3.12 (macOS)",
            "Or set " + SETTING + " in application.properties to the path of an interpreter",
            "./caravan doctor")
        .build();
  }

  /** How a program that prepares the environment ended: its exit code and its last lines. */
  record Answer(int exitCode, List<String> lastLines) {}

  /** Runs a program with the environment of this process, so that pip finds its configuration. */
  static Answer call(List<String> command, Duration limit, Consumer<String> lines)
      throws IOException {
    Deque<String> last = new ArrayDeque<>();
    ProcessBuilder builder = new ProcessBuilder(command);
    PythonEnvironment.clean(builder.environment());
    try {
      ChildProcess.Ending end =
          ChildProcess.run(
              builder,
              limit,
              process -> {},
              line -> {
                if (!line.isBlank()) {
                  lines.accept(line);
                  synchronized (last) {
                    last.addLast(line.strip());
                    if (last.size() > 6) {
                      last.removeFirst();
                    }
                  }
                }
              });
      synchronized (last) {
        return new Answer(end.timedOut() ? 124 : end.exitCode(), List.copyOf(last));
      }
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  private static CaravanException stopped() {
    Thread.currentThread().interrupt();
    return CaravanException.of(ErrorCode.E703, "Stopped on request while Python was being prepared")
        .build();
  }
}
