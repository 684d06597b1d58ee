package io.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Invalidates what GoodData remembers of the data. */
@Command(
    name = "notify",
    description = "Tell GoodData that there is new data.",
    footer = {"", "Example: ./caravan gooddata notify"})
final class GoodDataNotify extends GoodDataVerb {

  @Mixin private WorkspaceOption workspace;

  @Override
  public Integer call() {
    return run("gooddata.notify", variables(workspace.workspace, false, false));
  }
}
