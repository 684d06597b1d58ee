package io.caravan.docs;

import io.caravan.stream.CatalogStream;
import io.caravan.stream.Property;
import java.util.List;
import java.util.Map;

/** The page about one system in Markdown. */
final class ConnectorPage {

  private final StringBuilder page = new StringBuilder();
  private final String system;
  private final List<CatalogStream> streams;
  private final Map<String, SourceRoute> routes;

  /**
   * @param routes by stream
   */
  ConnectorPage(String system, List<CatalogStream> streams, Map<String, SourceRoute> routes) {
    this.system = system;
    this.streams = streams;
    this.routes = routes;
  }

  /**
   * Writes the page.
   *
   * @param stories what the route files say of themselves
   */
  String write(List<String> stories) {
    line("# " + system);
    line("");
    line("Made by `./caravan docs` from the catalog and the routes of `" + system + "`.");
    stories.forEach(this::story);
    line("");
    line("Settings: [`" + system + "` in configuration.md](../configuration.md#" + system + ").");
    line("");
    line("## Streams");
    line("");
    line("| stream | key | cursor | asked for | what it holds |");
    line("|---|---|---|---|---|");
    streams.forEach(this::overview);
    streams.forEach(this::columns);
    return page.toString();
  }

  private void story(String story) {
    line("");
    line(story);
  }

  private void overview(CatalogStream stream) {
    SourceRoute route = routes.get(stream.name());
    String request = route == null ? "" : route.request();
    line(
        "| ["
            + code(stream.name())
            + "](#"
            + stream.name().replace(".", "")
            + ") | "
            + codes(stream.key())
            + " | "
            + stream.cursor().map(ConnectorPage::code).orElse("all rows each time")
            + " | "
            + (request.isEmpty() ? "with another stream" : code(request))
            + " | "
            + cell(description(stream))
            + (stream.selected() ? "" : " Not selected.")
            + " |");
  }

  private String description(CatalogStream stream) {
    SourceRoute route = routes.get(stream.name());
    return stream.description().isEmpty() && route != null
        ? route.description()
        : stream.description();
  }

  private void columns(CatalogStream stream) {
    line("");
    line("## " + stream.name());
    line("");
    line("| column | type | meaning |");
    line("|---|---|---|");
    for (Property property : stream.properties()) {
      line(
          "| "
              + code(property.name())
              + " | "
              + property.type().word()
              + " | "
              + cell(property.description())
              + (property.selected() ? "" : " Not selected.")
              + " |");
    }
  }

  private static String codes(List<String> names) {
    return names.isEmpty()
        ? "none: rows are only added"
        : String.join(", ", names.stream().map(ConnectorPage::code).toList());
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
