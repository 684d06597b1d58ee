package io.caravan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Names;
import io.caravan.cli.log.Logs;
import io.caravan.cli.output.RunReport;
import io.caravan.cli.output.RunSummaryBlock;
import io.caravan.config.Settings;
import io.caravan.error.ErrorCode;
import io.caravan.error.ExitCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.singer.SourceCatalog;
import io.caravan.singer.Tap;
import io.caravan.singer.TapComponent;
import io.caravan.stream.Bookmarks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a source reads as Singer messages. */
@Command(
    name = "tap",
    description = "Write the records of a source as Singer messages on stdout.",
    footer = {
      "",
      "Example: ./caravan tap jaffle --state state.json | target-jsonl",
      "Bookmarks of the warehouse are neither used nor moved. docs/singer.md has the rules."
    })
final class TapCommand extends Verb {

  @Parameters(paramLabel = "SOURCE", description = "What stands before the dot of its streams.")
  private String source;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Settings as JSON; a name without a dot is one of the source.")
  private Path config;

  @Option(
      names = {"--catalog", "--properties"},
      paramLabel = "FILE",
      description = "A catalog with a selection; what the source selects unless given.")
  private Path catalog;

  @Option(
      names = {"-s", "--state"},
      paramLabel = "FILE",
      description = "Where to go on: the last state that a target has printed.")
  private Path state;

  @Option(
      names = {"-d", "--discover"},
      description = "Print the catalog and end.")
  private boolean discover;

  @Override
  public Integer call() {
    Settings settings = Settings.load(options().project(), configured(), System.getenv());
    Path file = settings.project().resolve("routes/sources/" + source + ".catalog.json");
    Logs.open(settings.dataDir(), options().verbose || options().debug);
    ObjectNode from = read(state);
    TapComponent instead = new TapComponent();
    Caravan.Replaced replaced =
        new Caravan.Replaced(Bookmarks.given(Tap.bookmarks(from)), Map.of("upsert", instead));
    try (Caravan caravan = Caravan.start(settings, Mode.COMMAND, replaced)) {
      SourceCatalog offered = SourceCatalog.of(source, file, Names.runnable(caravan.context()));
      if (discover) {
        terminal().print(offered.text());
        return ExitCode.OK.number();
      }
      Tap tap = new Tap(offered, read(catalog), from, terminal().out());
      instead.writeTo(tap);
      return run(caravan, tap, instead);
    }
  }

  /** Stream by stream; the first that fails ends it, and the state is that of those before. */
  private int run(Caravan caravan, Tap tap, TapComponent instead) {
    caravan.runs().onStep(Logs.ofRuns());
    StopSignals signals = StopSignals.listen(code -> stop(caravan, code));
    for (String stream : Names.runnable(caravan.context())) {
      if (tap.streams().contains(stream)) {
        tap.announce(stream, instead.key(stream));
        Run run = caravan.run(stream, "tap", Map.of());
        terminal().out().flush();
        RunSummaryBlock.lines(RunReport.of(run), terminal()).forEach(terminal()::say);
        if (isLeftOut(run)) {
          terminal().say(stream + " is left out: it goes by rows that the warehouse does not hold");
        } else if (run.state() != RunState.SUCCEEDED) {
          boolean interrupted = run.state() == RunState.INTERRUPTED && signals.exitCode() != 0;
          return interrupted ? signals.exitCode() : ExitCodes.of(run);
        }
      }
    }
    return ExitCode.OK.number();
  }

  /** Nobody asked for this stream by a catalog, and it needs rows of another one in a table. */
  private boolean isLeftOut(Run run) {
    return catalog == null && run.failure() != null && run.failure().code() == ErrorCode.E324;
  }

  private static ObjectNode read(Path file) {
    return file == null ? null : SourceCatalog.read(file);
  }

  private static void stop(Caravan caravan, int exitCode) {
    caravan.runs().requestStop();
    Deadline.endProcessAfter(Duration.ofSeconds(30), exitCode);
  }

  /**
   * The configuration of the tap as settings: {@code start_date} is {@code <source>.start-date}.
   */
  private Map<String, String> configured() {
    Map<String, String> all = new LinkedHashMap<>();
    if (config != null) {
      SourceCatalog.read(config)
          .properties()
          .forEach(
              entry -> {
                String name = entry.getKey();
                String key = name.contains(".") ? name : source + "." + name.replace('_', '-');
                all.put(key, entry.getValue().asText());
              });
    }
    all.putAll(options().settings());
    return all;
  }
}
