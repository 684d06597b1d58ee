package io.caravan.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.config.Settings;
import io.caravan.docs.ConnectorPages;
import io.caravan.stream.CatalogStream;
import io.caravan.stream.Catalogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages about connectors say what catalogs and routes say. */
class ConnectorDocsTest {

  private static Settings settings(Path project) {
    return Settings.load(project, Map.of(), Map.of());
  }

  @Test
  void everyPageIsWhatTheCatalogAndTheRoutesSay() throws IOException {
    for (Map.Entry<Path, String> page :
        new ConnectorPages(settings(Path.of("."))).all().entrySet()) {
      assertThat(page.getKey())
          .as("write it with: ./caravan docs")
          .exists()
          .content()
          .isEqualTo(page.getValue());
    }
  }

  @Test
  void everyPropertyOfACatalogIsExplained() {
    Catalogs catalogs = new Catalogs(settings(Path.of(".")));
    for (String system : catalogs.systems()) {
      for (CatalogStream stream : catalogs.of(system)) {
        assertThat(stream.properties())
            .as(stream.name())
            .allSatisfy(
                property -> assertThat(property.description()).as(property.name()).isNotBlank());
      }
    }
  }

  @Test
  void aPageTellsKeyCursorRequestAndColumns(@TempDir Path project) throws IOException {
    Path sources = Files.createDirectories(project.resolve("routes/sources"));
    Files.writeString(
        sources.resolve("shop.camel.yaml"),
        """
        # The shop -> schema shop. 100 calls a minute.
        # Needs the scope orders.read.
        - route:
            id: shop.orders
            group: stream
            description: What people bought
            from:
              uri: kamelet:rest-source/shop.orders-pages
              parameters: { stream: shop.orders, path: /v1/orders }
              steps:
                - to: { uri: "upsert:shop.orders" }
        """);
    Files.writeString(
        sources.resolve("shop.catalog.json"),
        """
        {"streams": [
          {"tap_stream_id": "shop.orders", "key_properties": ["id"], "replication_key": "changed",
           "schema": {"properties": {"id": {"type": "integer", "description": "The a|b number"}}}},
          {"tap_stream_id": "shop.lines", "schema": {"properties": {}}}]}
        """);

    String page = new ConnectorPages(settings(project)).all().values().iterator().next();

    assertThat(page)
        .startsWith("# shop\n")
        .contains("The shop -> schema shop. 100 calls a minute.\nNeeds the scope orders.read.\n")
        .contains(
            "| [`shop.orders`](#shoporders) | `id` | `changed` | `GET /v1/orders` | What people bought |")
        .contains("| [`shop.lines`](#shoplines) | none: rows are only added | all rows each time |")
        .contains("| `id` | integer | The a\\|b number |");
  }
}
