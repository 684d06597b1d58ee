package io.caravan.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the numbers of one insight. */
@Command(
    name = "execute",
    description = "The numbers of one insight, as JSON.",
    footer = {"", "Example: ./caravan gooddata execute commits_by_month"})
final class GoodDataExecute extends GoodDataVerb {

  @Parameters(paramLabel = "INSIGHT", description = "Its id.")
  private String insight;

  @Mixin private WorkspaceOption workspace;

  @Override
  public Integer call() {
    Map<String, Object> variables = variables(workspace.workspace, false, false);
    variables.put("insight", insight);
    return ask("gooddata.execute", variables);
  }
}
