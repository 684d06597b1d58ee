package io.caravan.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what GoodData sees in the database. */
@Command(
    name = "scan",
    description = "The tables that GoodData sees in the database, as JSON.",
    footer = {"", "Example: ./caravan gooddata scan --generate > proposed-ldm.json"})
final class GoodDataScan extends GoodDataVerb {

  @Mixin private WorkspaceOption workspace;

  @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only tables that begin so.")
  private String prefix;

  @Option(names = "--views", description = "Views in place of tables.")
  private boolean views;

  @Option(
      names = "--generate",
      description = "The logical model that GoodData proposes for them; nothing is stored.")
  private boolean generate;

  @Override
  public Integer call() {
    Map<String, Object> variables = variables(workspace.workspace, false, false);
    variables.put("views", String.valueOf(views));
    if (prefix != null) {
      variables.put("tablePrefix", prefix);
    }
    return ask(generate ? "gooddata.generate" : "gooddata.scan", variables);
  }
}
