package io.caravan.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code -h} and {@code --help} for every verb, without each of them having to say so. */
final class HelpOption {

  private HelpOption() {}

  static void addTo(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    command.getSubcommands().values().forEach(HelpOption::addTo);
  }
}
