package io.caravan.cli;

import io.caravan.cli.output.Places;
import io.caravan.docs.ConnectorPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;

/** Writes the pages about the connectors anew. */
@Command(
    name = "docs",
    description = "Write docs/connectors/<system>.md from the catalogs and routes of the project.",
    footer = {"", "Example: ./caravan docs"})
final class DocsCommand extends Verb {

  @Override
  public Integer call() throws IOException {
    for (Map.Entry<Path, String> page : new ConnectorPages(settings()).all().entrySet()) {
      Files.createDirectories(page.getKey().getParent());
      Files.writeString(page.getKey(), page.getValue());
      terminal().print(Places.shown(page.getKey()));
    }
    return 0;
  }
}
