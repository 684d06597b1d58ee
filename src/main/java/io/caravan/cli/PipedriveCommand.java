package io.caravan.cli;

import picocli.CommandLine.Command;

/** Pipedrive by hand. The words with underscores are those of the program this one replaces. */
@Command(
    name = "pipedrive",
    description = "Pipedrive by hand: login, look, load a file.",
    subcommands = {
      PipedriveFetchToken.class,
      PipedriveRefreshToken.class,
      PipedriveWhoami.class,
      PipedriveDeals.class,
      PipedriveSetAuth.class,
      PipedriveShowAuth.class,
      PipedriveLoadFile.class,
    },
    footer = {"", "Example: ./caravan pipedrive whoami"})
final class PipedriveCommand extends Group {

  /** The name of the account in the settings. */
  static final String ACCOUNT = "pipedrive";
}
