package io.caravan.cli;

import io.caravan.cli.output.Table;
import io.caravan.cli.output.Words;
import io.caravan.config.Setting;
import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.Redactor;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The settings in force and where each comes from. */
@Command(
    name = "config",
    description = "The settings in force and the place of each; secrets are masked.",
    footer = {"", "Example: ./caravan config db.warehouse.url"})
final class ConfigCommand extends Verb {

  @Parameters(arity = "0..1", paramLabel = "KEY", description = "Only this one.")
  private String key;

  /** One setting as it is printed. */
  record Line(String key, String value, String place) {}

  @Override
  public Integer call() {
    Settings settings = settings();
    List<Line> lines = new ArrayList<>();
    for (String known : key == null ? settings.keys() : List.of(key)) {
      Setting setting = settings.origin(known).orElseThrow(() -> unknown(settings));
      lines.add(new Line(known, masked(known, setting.value()), setting.place()));
    }
    if (terminal().json()) {
      terminal().printJson(lines);
    } else {
      Table table = new Table("KEY", "VALUE", "FROM");
      lines.forEach(line -> table.row(line.key(), line.value(), line.place()));
      table.print(terminal());
    }
    return 0;
  }

  private static String masked(String key, String value) {
    return Redactor.isSecretName(key) && !value.isEmpty() ? Redactor.MASK : value;
  }

  private CaravanException unknown(Settings settings) {
    return CaravanException.of(ErrorCode.E102, "There is no setting " + key)
        .why("nearest: " + Words.nearest(key, settings.keys()))
        .fix("./caravan config")
        .build();
  }
}
