package io.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tests the insights of a workspace. */
@Command(
    name = "test",
    description = "Execute every insight of a workspace; ends with 1 when any cannot be computed.",
    footer = {"", "Example: ./caravan gooddata test -o json"})
final class GoodDataTest extends GoodDataVerb {

  @Mixin private WorkspaceOption workspace;

  @Override
  public Integer call() {
    return run("gooddata.test", variables(workspace.workspace, false, false));
  }
}
