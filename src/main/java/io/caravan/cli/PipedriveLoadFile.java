package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the deals of the account equal to a CSV file, by the way the pipeline goes. */
@Command(
    name = "load-file",
    aliases = "load_file",
    description = "Make the deals equal to a CSV file: order_id,title,status,value,currency.",
    footer = {"", "Example: ./caravan pipedrive load-file deals.csv --dry-run"})
final class PipedriveLoadFile extends Verb {

  @Parameters(paramLabel = "FILE", description = "With a header line.")
  private Path file;

  @Option(names = "--dry-run", description = "Change nothing; show what would be changed.")
  private boolean dryRun;

  @Option(names = "--allow-deletes", description = "Let more deals be deleted than the guard does.")
  private boolean allowDeletes;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      throw CaravanException.of(ErrorCode.E315, "There is no file " + file).build();
    }
    Settings settings = settings();
    try (Caravan caravan = startFor(settings, "pipedrive.load-file")) {
      Map<String, Object> variables =
          Map.of(
              "file", file.toAbsolutePath().toString(),
              "dryRun", dryRun,
              "allowDeletes", allowDeletes);
      return new Runner(caravan, terminal(), settings.dataDir())
          .run("pipedrive.load-file", "command", variables);
    }
  }
}
