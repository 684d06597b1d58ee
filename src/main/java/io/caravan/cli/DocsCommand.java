package io.caravan.cli;

import io.caravan.cli.output.Places;
import io.caravan.config.Settings;
import io.caravan.docs.ConnectorPages;
import io.caravan.docs.SettingsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;

/** Writes the pages anew that are made of what the project says. */
@Command(
    name = "docs",
    description =
        "Write docs/configuration.md from application.properties, docs/connectors from catalogs and routes.",
    footer = {"", "Example: ./caravan docs"})
final class DocsCommand extends Verb {

  @Override
  public Integer call() throws IOException {
    Settings settings = settings();
    SettingsPage configuration = new SettingsPage(settings.project());
    write(configuration.file(), configuration.text());
    for (Map.Entry<Path, String> page : new ConnectorPages(settings).all().entrySet()) {
      write(page.getKey(), page.getValue());
    }
    return 0;
  }

  private void write(Path page, String text) throws IOException {
    Files.createDirectories(page.getParent());
    Files.writeString(page, text);
    terminal().print(Places.shown(page));
  }
}
