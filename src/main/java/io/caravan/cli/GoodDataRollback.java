package io.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes back the last replacement of a workspace's models. */
@Command(
    name = "rollback",
    description = "Make a workspace what it was before its models were last replaced from here.",
    footer = {"", "Example: ./caravan gooddata rollback --workspace production --yes"})
final class GoodDataRollback extends GoodDataVerb {

  @Mixin private WorkspaceOption workspace;

  @Option(names = "--dry-run", description = "Change nothing; show what would be changed.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    if (!dryRun) {
      Questions.confirm(
          terminal(), yes, "Put the models of " + workspace.workspace + " back to what they were?");
    }
    return run("gooddata.rollback", variables(workspace.workspace, dryRun, !dryRun));
  }
}
