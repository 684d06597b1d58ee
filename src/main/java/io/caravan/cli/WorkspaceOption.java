package io.caravan.cli;

import picocli.CommandLine.Option;

/** Which workspace of GoodData is meant. */
final class WorkspaceOption {

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "WORKSPACE",
      defaultValue = "staging",
      description = "development, staging or production, or its id; staging without it.")
  String workspace;
}
