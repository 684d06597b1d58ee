package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.app.Names;
import io.caravan.cli.output.Places;
import io.caravan.cli.output.Words;
import io.caravan.config.Settings;
import io.caravan.file.ApartRejects;
import io.caravan.file.FileDestination;
import io.caravan.run.RunOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a pipeline or one of its streams to the end. */
@Command(
    name = "run",
    description = "Run a pipeline or a stream; without a name, list what can be run.",
    footer = {
      "",
      "Example: ./caravan run sync-orders-to-pipedrive --dry-run",
      "         ./caravan run enderturing --load-to csv --from 2024-01-01 --to 2024-02-01",
      "Ctrl-C finishes the page at hand and saves; running again goes on from there."
    })
final class RunCommand extends Verb {

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A pipeline or a stream.")
  private String name;

  @Option(
      names = "--dry-run",
      description = "Change nothing at the destination; show what would be changed.")
  private boolean dryRun;

  @Option(
      names = "--allow-deletes",
      description = "Let more records be deleted at the destination than the guard allows.")
  private boolean allowDeletes;

  @Mixin private ReadOptions read;

  @Mixin private FileOptions files;

  @Mixin private ExportToolOptions exportTool;

  @Mixin private GistServiceOptions gistService;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "A variable for the routes of the pipeline.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Settings settings = settings();
    if (name == null) {
      try (Caravan caravan = start(settings, Mode.COMMAND)) {
        return list(caravan);
      }
    }
    gistService.check(name);
    List<RunOptions> runs = exportTool.applied(read.all(settings), settings, name);
    FileDestination into = files.destination(settings, name, read.isFullRefresh()).orElse(null);
    if (into != null) {
      return run(settings, runs.stream().map(RunOptions::goingApart).toList(), into);
    }
    try (Caravan caravan = startFor(settings, name)) {
      return run(new Runner(caravan, terminal(), settings.dataDir()), runs);
    }
  }

  /**
   * Each run has a process of its own for its rows: what one has read is not in the files of the
   * next.
   */
  private int run(Settings settings, List<RunOptions> runs, FileDestination into) {
    for (RunOptions options : runs) {
      int code;
      try (Caravan caravan = startFor(settings, name, into)) {
        code = run(new Runner(caravan, terminal(), settings.dataDir()), List.of(options));
        tellRejects(caravan, settings.dataDir().resolve("work/rejects-" + name + ".jsonl"));
      }
      if (code != 0) {
        return code;
      }
      if (!terminal().json()) {
        terminal().print("  files  " + Places.shown(into.folder()));
      }
    }
    return 0;
  }

  private int run(Runner runner, List<RunOptions> runs) {
    for (RunOptions options : runs) {
      if (runs.size() > 1) {
        terminal().say("from " + options.fromText() + " to " + options.toText());
      }
      int code = runner.run(name, "command", options, variables());
      if (code != 0) {
        if (runs.size() > 1) {
          terminal().say("next   ./caravan run " + name + " --from " + options.fromText() + " ...");
        }
        return code;
      }
    }
    return 0;
  }

  /** No table keeps them: that of a run into files is gone with it. */
  private void tellRejects(Caravan caravan, Path file) {
    long rejects = ApartRejects.write(caravan.connections(), file);
    if (rejects > 0) {
      terminal().say("rejects  " + Words.number(rejects) + " in " + Places.shown(file));
    }
  }

  private Map<String, Object> variables() {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.put("dryRun", dryRun);
    all.put("allowDeletes", allowDeletes);
    return all;
  }

  private int list(Caravan caravan) {
    List<String> names = Names.runnable(caravan.context());
    if (terminal().json()) {
      terminal().printJson(names);
    } else {
      names.forEach(terminal()::print);
    }
    return 0;
  }
}
