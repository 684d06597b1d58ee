package io.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the models of a workspace into files. */
@Command(
    name = "store",
    description =
        "Make the files equal to a workspace; files of objects that are gone are removed.",
    footer = {"", "Example: ./caravan gooddata store"})
final class GoodDataStore extends GoodDataVerb {

  @Mixin private WorkspaceOption workspace;

  @Override
  public Integer call() {
    return run("gooddata.store", variables(workspace.workspace, false, false));
  }
}
