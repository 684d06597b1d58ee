package io.caravan.cli;

import picocli.CommandLine.Command;

/** Bookmarks: how far each stream has been read. */
@Command(
    name = "state",
    description = "How far each stream has been read, and how to change it.",
    subcommands = {
      StateList.class,
      StateGet.class,
      StateSet.class,
      StateReset.class,
      StateExport.class,
      StateImport.class,
      StateAdopt.class
    },
    footer = {
      "",
      "Example: ./caravan state list",
      "         ./caravan state reset jaffle.orders --yes"
    })
final class StateCommand extends Group {}
