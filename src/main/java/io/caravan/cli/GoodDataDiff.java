package io.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares the files with a workspace. */
@Command(
    name = "diff",
    description = "What a load would change in a workspace.",
    footer = {"", "Example: ./caravan gooddata diff --workspace production"})
final class GoodDataDiff extends GoodDataVerb {

  @Mixin private WorkspaceOption workspace;

  @Override
  public Integer call() {
    return run("gooddata.diff", variables(workspace.workspace, false, false));
  }
}
