package io.caravan.cli;

import io.caravan.cli.output.Questions;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** GoodData step by step, each a route of its own. A pipeline does the same in one go. */
@Command(
    name = "gooddata",
    description = "GoodData step by step: data source, models, insights.",
    footer = {"", "Example: ./caravan gooddata load --dry-run"})
final class GoodDataCommand extends GoodDataSteps {

  private static final String DRY_RUN = "Change nothing; show what would be changed.";
  private static final String YES = "Do not ask.";

  /** Which workspace of GoodData is meant. */
  static final class Workspace {

    @Option(
        names = {"-w", "--workspace"},
        paramLabel = "WORKSPACE",
        defaultValue = "staging",
        description = "development, staging or production, or its id; staging without it.")
    private String name;
  }

  @Command(
      name = "whoami",
      description = "Ask GoodData which organisation this is, as JSON.",
      footer = {"", "Example: ./caravan gooddata whoami"})
  int whoami() {
    return ask("gooddata.whoami", Map.of());
  }

  @Command(
      name = "register",
      description = "Test the connection to the database, then make or change the data source.",
      footer = {"", "Example: ./caravan gooddata register"})
  int register(@Mixin Workspace workspace) {
    return run("gooddata.register", workspace.name);
  }

  @Command(
      name = "scan",
      description = "The tables that GoodData sees in the database, as JSON.",
      footer = {"", "Example: ./caravan gooddata scan --generate > proposed-ldm.json"})
  int scan(
      @Mixin Workspace workspace,
      @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only tables that begin so.")
          String prefix,
      @Option(names = "--views", description = "Views in place of tables.") boolean views,
      @Option(
              names = "--generate",
              description = "The logical model that GoodData proposes for them; nothing is stored.")
          boolean generate) {
    Map<String, Object> variables = variables(workspace.name, false, false);
    variables.put("views", String.valueOf(views));
    if (prefix != null) {
      variables.put("tablePrefix", prefix);
    }
    return ask(generate ? "gooddata.generate" : "gooddata.scan", variables);
  }

  @Command(
      name = "load",
      description = "Make a workspace equal to the files; shows what that changes.",
      footer = {"", "Example: ./caravan gooddata load --dry-run"})
  int load(
      @Mixin Workspace workspace,
      @Option(names = "--dry-run", description = DRY_RUN) boolean dryRun) {
    return run("gooddata.load", variables(workspace.name, dryRun, false));
  }

  @Command(
      name = "store",
      description =
          "Make the files equal to a workspace; files of objects that are gone are removed.",
      footer = {"", "Example: ./caravan gooddata store"})
  int store(@Mixin Workspace workspace) {
    return run("gooddata.store", workspace.name);
  }

  @Command(
      name = "diff",
      description = "What a load would change in a workspace.",
      footer = {"", "Example: ./caravan gooddata diff --workspace production"})
  int diff(@Mixin Workspace workspace) {
    return run("gooddata.diff", workspace.name);
  }

  @Command(
      name = "notify",
      description = "Tell GoodData that there is new data.",
      footer = {"", "Example: ./caravan gooddata notify"})
  int notifyOfData(@Mixin Workspace workspace) {
    return run("gooddata.notify", workspace.name);
  }

  @Command(
      name = "test",
      description =
          "Execute every insight of a workspace; ends with 1 when any cannot be computed.",
      footer = {"", "Example: ./caravan gooddata test -o json"})
  int test(@Mixin Workspace workspace) {
    return run("gooddata.test", workspace.name);
  }

  @Command(
      name = "execute",
      description = "The numbers of one insight, as JSON.",
      footer = {"", "Example: ./caravan gooddata execute commits_by_month"})
  int execute(
      @Parameters(paramLabel = "INSIGHT", description = "Its id.") String insight,
      @Mixin Workspace workspace) {
    Map<String, Object> variables = variables(workspace.name, false, false);
    variables.put("insight", insight);
    return ask("gooddata.execute", variables);
  }

  @Command(
      name = "provision",
      description = "Make production equal to staging, if every insight can be computed in both.",
      footer = {"", "Example: ./caravan gooddata provision --yes"})
  int provision(
      @Option(
              names = "--to",
              paramLabel = "WORKSPACE",
              defaultValue = "production",
              description = "production (the default) or development.")
          String to,
      @Option(names = "--dry-run", description = DRY_RUN) boolean dryRun,
      @Option(names = "--yes", description = YES) boolean yes) {
    if (!dryRun) {
      Questions.confirm(terminal(), yes, "Replace the models of " + to + " by those of staging?");
    }
    return run("gooddata.provision", variables(to, dryRun, !dryRun));
  }

  @Command(
      name = "rollback",
      description = "Make a workspace what it was before its models were last replaced from here.",
      footer = {"", "Example: ./caravan gooddata rollback --workspace production --yes"})
  int rollback(
      @Mixin Workspace workspace,
      @Option(names = "--dry-run", description = DRY_RUN) boolean dryRun,
      @Option(names = "--yes", description = YES) boolean yes) {
    if (!dryRun) {
      Questions.confirm(
          terminal(), yes, "Put the models of " + workspace.name + " back to what they were?");
    }
    return run("gooddata.rollback", variables(workspace.name, dryRun, !dryRun));
  }
}
