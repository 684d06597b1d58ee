package io.caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Promotes staging. */
@Command(
    name = "provision",
    description = "Make production equal to staging, if every insight can be computed in both.",
    footer = {"", "Example: ./caravan gooddata provision --yes"})
final class GoodDataProvision extends GoodDataVerb {

  @Option(
      names = "--to",
      paramLabel = "WORKSPACE",
      defaultValue = "production",
      description = "production (the default) or development.")
  private String to;

  @Option(names = "--dry-run", description = "Change nothing; show what would be changed.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    if (!dryRun) {
      Questions.confirm(terminal(), yes, "Replace the models of " + to + " by those of staging?");
    }
    return run("gooddata.provision", variables(to, dryRun, !dryRun));
  }
}
