package io.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Registers the database as data source. */
@Command(
    name = "register",
    description = "Test the connection to the database, then make or change the data source.",
    footer = {"", "Example: ./caravan gooddata register"})
final class GoodDataRegister extends GoodDataVerb {

  @Mixin private WorkspaceOption workspace;

  @Override
  public Integer call() {
    return run("gooddata.register", variables(workspace.workspace, false, false));
  }
}
