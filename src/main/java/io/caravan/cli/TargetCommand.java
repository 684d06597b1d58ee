package io.caravan.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.caravan.app.Databases;
import io.caravan.cli.log.Logs;
import io.caravan.cli.output.RunReport;
import io.caravan.cli.output.RunSummaryBlock;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.load.LoadOptions;
import io.caravan.load.Nested;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.singer.Deletes;
import io.caravan.singer.Target;
import io.caravan.singer.TargetOptions;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stores what a Singer tap writes. */
@Command(
    name = "target",
    description = "Read Singer messages on stdin, store their records, print each state on stdout.",
    footer = {
      "",
      "Example: tap-postgres -c tap.json --catalog catalog.json | ./caravan target --schema crm",
      "A state is printed when everything before it is committed. docs/singer.md has the rules."
    })
final class TargetCommand extends Verb {

  @Option(
      names = "--schema",
      required = true,
      paramLabel = "SCHEMA",
      description = "Where the tables are; each stream is one.")
  private String schema;

  @Mixin private NamedDatabase database;

  @Option(
      names = "--nested",
      paramLabel = "jsonb|flatten|tables",
      description = "What becomes of objects and lists; jsonb unless given.")
  private Nested nested = Nested.JSONB;

  @Option(
      names = "--deletes",
      paramLabel = "soft|hard",
      description = "Rows that are gone in the source: soft marks them, hard deletes them.")
  private Deletes deletes = Deletes.SOFT;

  @Option(
      names = "--allow-deletes",
      description = "Let a table lose more than half of its rows with --deletes hard.")
  private boolean allowDeletes;

  @Option(
      names = "--max-rejects",
      paramLabel = "N",
      description = "How many records may be rejected; setting load.max-rejects unless given.")
  private Long maxRejects;

  @Override
  public Integer call() {
    if (schema.isBlank() || schema.indexOf('.') >= 0) {
      throw CaravanException.of(ErrorCode.E302, "'" + schema + "' cannot be the name of a schema")
          .fix("./caravan target --schema crm")
          .build();
    }
    Settings settings = settings();
    try (Databases databases = openDatabases(settings)) {
      databases.runs().onStep(Logs.ofRuns());
      StopSignals signals = StopSignals.listen(code -> stop(databases, code));
      HikariDataSource rows = database.in(databases);
      Run run =
          new Target(databases.runs(), rows, target(settings), load(settings))
              .run(System.in, this::print);
      return finish(run, signals);
    }
  }

  private void print(String state) {
    terminal().out().println(state);
    terminal().out().flush();
  }

  private int finish(Run run, StopSignals signals) {
    RunReport report = RunReport.of(run);
    RunSummaryBlock.lines(report, terminal()).forEach(terminal()::say);
    boolean interrupted = run.state() == RunState.INTERRUPTED && signals.exitCode() != 0;
    return interrupted ? signals.exitCode() : ExitCodes.of(run);
  }

  private static void stop(Databases databases, int exitCode) {
    databases.runs().requestStop();
    Deadline.endProcessAfter(Duration.ofSeconds(30), exitCode);
  }

  private TargetOptions target(Settings settings) {
    return TargetOptions.into(schema)
        .withDeletes(deletes, allowDeletes)
        .withPages(
            settings.getInt("singer.page-rows", 10_000),
            settings.getInt("singer.page-mb", 8) * 1024L * 1024L,
            settings.getDuration("singer.flush-after", Duration.ofSeconds(10)));
  }

  private LoadOptions load(Settings settings) {
    long allowed = maxRejects == null ? settings.getInt("load.max-rejects", 0) : maxRejects;
    return LoadOptions.keyedBy()
        .withNested(nested)
        .withRejects(allowed, settings.getInt("load.reject-cap", 10_000))
        .withWaits(
            settings.getDuration("load.retry-base", Duration.ofMillis(500)),
            settings.getDuration("load.lock-wait", Duration.ofSeconds(5)));
  }
}
