package io.caravan.cli;

import io.caravan.app.Rounds;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.file.FileDestination;
import io.caravan.file.FileFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where the rows of a run go when it is not a database, as it is typed. */
final class FileOptions {

  /** The usual place, for those who always say where. */
  private static final String DATABASE = "db";

  /** The word of the export tool before Caravan for JSON. */
  private static final String FILE = "file";

  @Option(
      names = "--load-to",
      paramLabel = "FORMAT",
      description =
          "Write files instead of loading a database: csv, tsv, jsonl, json, xlsx or parquet. No"
              + " bookmark counts or moves.")
  private String to;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the files of --load-to appear (files.folder, and below it the name).")
  private Path out;

  /** Where rows go; empty for a database. */
  Optional<FileDestination> destination(Settings settings, String name, boolean fullRefresh) {
    if (to == null || to.equalsIgnoreCase(DATABASE)) {
      if (out != null) {
        throw unusable("--out " + out, "it is the folder of files, and rows go into a database")
            .fix("./caravan run " + name + " --load-to csv --out " + out)
            .build();
      }
      return Optional.empty();
    }
    if (name.equals(Rounds.ROUTE)) {
      throw unusable("--load-to " + to, "a round runs several pipelines, each for itself")
          .fix("./caravan run <pipeline> --load-to " + to)
          .build();
    }
    if (fullRefresh) {
      throw unusable("--full-refresh", "files are made anew by every run")
          .fix("./caravan run " + name + " --load-to " + to)
          .build();
    }
    return Optional.of(
        new FileDestination(
            format(name),
            out == null
                ? settings.project().resolve(settings.get("files.folder", "files")).resolve(name)
                : out.toAbsolutePath().normalize(),
            settings.getBoolean("files.formula-guard", true)));
  }

  private FileFormat format(String name) {
    String word = to.toLowerCase(Locale.ROOT);
    return FileFormat.of(word.equals(FILE) ? "json" : word)
        .orElseThrow(
            () ->
                unusable("--load-to " + to, why(word))
                    .fix("./caravan run " + name + " --load-to " + instead(word))
                    .build());
  }

  private static String why(String word) {
    return switch (word) {
      case "pickle" -> "a pickle is for Python alone, and whoever opens one runs what is in it";
      case "xls" -> "that format of 1997 holds 65,536 rows and is written no more";
      default ->
          "it is one of "
              + Arrays.stream(FileFormat.values())
                  .map(FileFormat::word)
                  .collect(Collectors.joining(", "))
              + ", or db";
    };
  }

  private static String instead(String word) {
    return switch (word) {
      case "pickle" -> "parquet";
      case "xls" -> "xlsx";
      default -> "csv";
    };
  }

  private static CaravanException.Builder unusable(String where, String why) {
    return CaravanException.of(ErrorCode.E106, "An option has a value that cannot be used")
        .where(where)
        .why(why);
  }
}
