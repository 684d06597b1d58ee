package io.caravan.cli;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.RunOptions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * What the export tool before Caravan was told about the sessions of Ender Turing, by the same
 * names: days that are both read, in the time zone of the company.
 */
final class ExportToolOptions {

  /** The one pipeline that they are for. */
  private static final String PIPELINE = "enderturing";

  @Option(names = "--start-dt", paramLabel = "DAY", hidden = true)
  private String start;

  @Option(names = "--stop-dt", paramLabel = "DAY", hidden = true)
  private String stop;

  @Option(names = "--test-mode-limit-sessions", paramLabel = "N", hidden = true)
  private Long testSessions;

  /** The runs with what these options ask of them. */
  List<RunOptions> applied(List<RunOptions> runs, Settings settings, String pipeline) {
    boolean any = start != null || stop != null || testSessions != null;
    if (any && !pipeline.equals(PIPELINE) && !pipeline.startsWith(PIPELINE + ".")) {
      throw unusable(
              start != null
                  ? "--start-dt"
                  : stop != null ? "--stop-dt" : "--test-mode-limit-sessions",
              "only " + PIPELINE + " knows it")
          .fix(
              "./caravan run " + pipeline + " --from 2024-01-01 --to 2024-02-01",
              "./caravan run " + pipeline + " --limit 200")
          .build();
    }
    if (stop != null && start == null) {
      throw unusable("--stop-dt " + stop, "it needs --start-dt")
          .fix("./caravan run " + pipeline + " --start-dt 2024-01-01 --stop-dt " + stop)
          .build();
    }
    if (testSessions != null && testSessions < 1) {
      throw unusable("--test-mode-limit-sessions " + testSessions, "it is a number from 1 on")
          .fix("./caravan run " + pipeline + " --test-mode --test-mode-limit-sessions 200")
          .build();
    }
    return runs.stream().map(run -> applied(run, settings, pipeline)).toList();
  }

  private RunOptions applied(RunOptions run, Settings settings, String pipeline) {
    RunOptions applied = run;
    if (start != null) {
      if (run.fromText() != null || run.toText() != null || run.fullRefresh()) {
        throw unusable("--start-dt " + start, "it stands for --from; one of them is enough")
            .fix("./caravan run " + pipeline + " --start-dt " + start)
            .build();
      }
      applied = between(run, settings, pipeline);
    }
    return testSessions != null && applied.testMode()
        ? new RunOptions(
            false, applied.fromText(), applied.toText(), testSessions, applied.testMode())
        : applied;
  }

  /** Both days are read; without a second one the days up to yesterday are. */
  private RunOptions between(RunOptions run, Settings settings, String pipeline) {
    ZoneId zone =
        ZoneId.of(
            settings
                .find(pipeline + ".time-zone")
                .or(() -> settings.find("caravan.time-zone"))
                .orElse("UTC"));
    LocalDate first = day("--start-dt", start, pipeline);
    LocalDate last =
        stop == null ? LocalDate.now(zone).minusDays(1) : day("--stop-dt", stop, pipeline);
    if (last.isBefore(first)) {
      throw unusable(
              "--start-dt " + start + " --stop-dt " + last, "the end is before the beginning")
          .fix("./caravan run " + pipeline + " --start-dt " + last + " --stop-dt " + first)
          .build();
    }
    return new RunOptions(
        false,
        first.atStartOfDay(zone).toInstant().toString(),
        last.plusDays(1).atStartOfDay(zone).toInstant().toString(),
        run.rows(),
        run.testMode());
  }

  private static LocalDate day(String option, String text, String pipeline) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw unusable(option + " " + text, "it is no day such as 2024-01-31")
          .fix("./caravan run " + pipeline + " --start-dt 2024-01-01 --stop-dt 2024-01-31")
          .build();
    }
  }

  private static CaravanException.Builder unusable(String where, String why) {
    return CaravanException.of(ErrorCode.E106, "An option has a value that cannot be used")
        .where(where)
        .why(why);
  }
}
