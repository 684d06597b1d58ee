package io.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.file.FileDestination;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** --load-to and --out as they are typed. */
class FileOptionsTest {

  private static final Path PROJECT = Path.of("").toAbsolutePath();

  private final Settings settings = Settings.load(PROJECT, Map.of(), Map.of());

  private Optional<FileDestination> typed(String name, String... arguments) {
    return CommandLine.populateCommand(new FileOptions(), arguments)
        .destination(settings, name, false);
  }

  @Test
  void rowsGoIntoADatabaseUnlessSomebodySaysOtherwise() {
    assertThat(typed("enderturing")).isEmpty();
    assertThat(typed("enderturing", "--load-to", "db")).isEmpty();
  }

  @Test
  void everyFormatIsTakenAndTheFolderIsNamedAfterThePipeline() {
    for (String format : new String[] {"csv", "tsv", "jsonl", "json", "XLSX", "parquet", "file"}) {
      assertThat(typed("enderturing", "--load-to", format).orElseThrow().folder())
          .isEqualTo(PROJECT.resolve("files/enderturing"));
    }
    assertThat(typed("x", "--load-to", "csv", "--out", "elsewhere").orElseThrow().folder())
        .isEqualTo(PROJECT.resolve("elsewhere"));
  }

  @Test
  void whatCannotBeIsRefusedWithTheNextCommand() {
    refused("Python alone", "./caravan run crm --load-to parquet", "crm", "--load-to", "pickle");
    refused("65,536 rows", "./caravan run crm --load-to xlsx", "crm", "--load-to", "xls");
    refused("jsonl, json, xlsx", "./caravan run crm --load-to csv", "crm", "--load-to", "yaml");
    refused("the folder of files", "./caravan run crm --load-to csv --out x", "crm", "--out", "x");
    refused("several pipelines", "./caravan run <pipeline>", "round", "--load-to", "csv");
    assertThatThrownBy(
            () ->
                CommandLine.populateCommand(new FileOptions(), "--load-to", "csv")
                    .destination(settings, "crm", true))
        .hasMessageContaining("made anew by every run");
  }

  private void refused(String why, String next, String name, String... arguments) {
    assertThatThrownBy(() -> typed(name, arguments))
        .isInstanceOfSatisfying(
            CaravanException.class,
            refusal -> {
              assertThat(refusal.why()).contains(why);
              assertThat(refusal.fixes().get(0)).startsWith(next);
            });
  }
}
