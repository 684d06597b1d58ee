package io.caravan.cli;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.RunOptions;
import io.caravan.stream.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a run is to read, as it is typed. */
final class ReadOptions {

  private static final int FEW = 200;

  @Option(
      names = "--full-refresh",
      description =
          "Read and build everything anew. Old rows stay until the new ones are complete.")
  private boolean fullRefresh;

  @Option(
      names = "--from",
      paramLabel = "WHEN",
      description =
          "Read again from here on, such as 2026-01-31; the bookmark stays where it is. Days are"
              + " days in UTC.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "WHEN",
      description = "Read up to here, this day or moment not included; the bookmark stays.")
  private String to;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description =
          "Go from --from to --to in steps of this length, such as 30d, each a run of its own.")
  private String window;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Read at most so many records of each stream; the bookmark stays.")
  private Long limit;

  @Option(
      names = "--test-mode",
      description = "A try: read at most caravan.test-mode-limit records of each stream.")
  private boolean testMode;

  boolean isFullRefresh() {
    return fullRefresh;
  }

  /** One run, or one for each window in the order of time. */
  List<RunOptions> all(Settings settings) {
    RunOptions whole = runOptions(settings);
    if (window == null) {
      return List.of(whole);
    }
    if (from == null) {
      throw unusable("--window " + window, "it needs --from");
    }
    Duration length = length();
    Instant end = whole.to().map(Instant::parse).orElseGet(Instant::now);
    List<RunOptions> windows = new ArrayList<>();
    for (Instant begin = Instant.parse(whole.fromText()); begin.isBefore(end); ) {
      Instant next = begin.plus(length).isBefore(end) ? begin.plus(length) : end;
      windows.add(
          new RunOptions(false, begin.toString(), next.toString(), whole.rows(), whole.testMode()));
      begin = next;
    }
    return windows;
  }

  private Duration length() {
    if (!window.matches("[1-9][0-9]{0,4}[hd]")) {
      throw unusable("--window " + window, "it is a number of hours or days, such as 12h or 30d");
    }
    long number = Long.parseLong(window.substring(0, window.length() - 1));
    return window.endsWith("d") ? Duration.ofDays(number) : Duration.ofHours(number);
  }

  private RunOptions runOptions(Settings settings) {
    if (limit != null && limit < 1) {
      throw unusable("--limit " + limit, "it is a number from 1 on");
    }
    if (fullRefresh && (from != null || to != null)) {
      throw unusable("--full-refresh", "a part of the past cannot be the whole: no --from or --to");
    }
    if (fullRefresh && (limit != null || testMode)) {
      throw unusable(
          "--full-refresh", "a sample cannot replace the whole: no --limit, --test-mode");
    }
    checkOrder();
    RunOptions options =
        new RunOptions(fullRefresh, moment("--from", from), moment("--to", to), limit, false);
    return testMode ? options.asTest(settings.getInt("caravan.test-mode-limit", FEW)) : options;
  }

  private void checkOrder() {
    if (from != null && to != null && Cursor.of(from).compareTo(Cursor.of(to)) >= 0) {
      throw unusable("--from " + from + " --to " + to, "the end is not after the beginning");
    }
  }

  /** A day as its first moment, so that a source need not know whether it was one. */
  private static String moment(String option, String text) {
    if (text == null) {
      return null;
    }
    return Cursor.of(text)
        .moment()
        .orElseThrow(() -> unusable(option + " " + text, "it is no day and no point in time"))
        .toString();
  }

  private static CaravanException unusable(String where, String why) {
    return CaravanException.of(ErrorCode.E106, "An option has a value that cannot be used")
        .where(where)
        .why(why)
        .fix("./caravan run --help", "./caravan run NAME --from 2026-01-01 --to 2026-02-01")
        .build();
  }
}
