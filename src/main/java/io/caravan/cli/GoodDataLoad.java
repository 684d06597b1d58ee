package io.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the models from files into a workspace. */
@Command(
    name = "load",
    description = "Make a workspace equal to the files; shows what that changes.",
    footer = {"", "Example: ./caravan gooddata load --dry-run"})
final class GoodDataLoad extends GoodDataVerb {

  @Mixin private WorkspaceOption workspace;

  @Option(names = "--dry-run", description = "Change nothing; show what would be changed.")
  private boolean dryRun;

  @Override
  public Integer call() {
    return run("gooddata.load", variables(workspace.workspace, dryRun, false));
  }
}
