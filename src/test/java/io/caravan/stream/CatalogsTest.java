package io.caravan.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogsTest {

  static final String SHOP =
      """
      {"streams": [
        {"tap_stream_id": "shop.orders", "stream": "orders", "key_properties": ["id"],
         "replication_key": "updated_at", "extra": {"kept": true},
         "schema": {"type": "object", "properties": {
           "id": {"type": "integer", "description": "Number of the order"},
           "updated_at": {"type": ["null", "string"], "format": "date-time"},
           "day": {"type": ["null", "string"], "format": "date"},
           "total": {"type": ["number", "null"]},
           "paid": {"type": "boolean"},
           "lines": {"type": ["null", "array"]},
           "address": {"type": "object"},
           "note": {"type": ["null", "string"]},
           "odd": {"type": ["string", "integer"]}}},
         "metadata": [
           {"breadcrumb": [], "metadata": {"selected": true, "description": "What people bought"}},
           {"breadcrumb": ["properties", "id"], "metadata": {"selected": false}},
           {"breadcrumb": ["properties", "note"], "metadata": {"selected-by-default": false}}]},
        {"tap_stream_id": "shop.drafts", "stream": "drafts",
         "schema": {"type": "object", "properties": {"a": {"type": "string"}}},
         "metadata": [{"breadcrumb": [], "metadata": {"selected": false, "table-key-properties": ["a"],
                                                      "replication-key": "b"}}]}]}
      """;

  @TempDir Path project;
  private Path file;
  private Catalogs catalogs;

  @BeforeEach
  void writeCatalog() throws IOException {
    file = project.resolve("routes/sources/shop.catalog.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, SHOP);
    catalogs = new Catalogs(Settings.load(project, Map.of(), Map.of()));
  }

  @Test
  void aStreamHasItsKeyCursorTypesAndSelection() {
    CatalogStream orders = catalogs.find("shop.orders").orElseThrow();

    assertThat(orders.key()).containsExactly("id");
    assertThat(orders.cursor()).contains("updated_at");
    assertThat(orders.description()).isEqualTo("What people bought");
    assertThat(orders.selected()).isTrue();
    assertThat(orders.properties())
        .extracting(property -> property.name() + " " + property.type().word())
        .containsExactly(
            "id integer",
            "updated_at date-time",
            "day date",
            "total number",
            "paid boolean",
            "lines array",
            "address object",
            "note string",
            "odd any");
    assertThat(orders.unselectedProperties()).containsExactly("note");
    assertThat(orders.properties().get(0).description()).isEqualTo("Number of the order");
  }

  @Test
  void keyAndCursorMayStandInTheMetadata() {
    CatalogStream drafts = catalogs.find("shop.drafts").orElseThrow();

    assertThat(drafts.key()).containsExactly("a");
    assertThat(drafts.cursor()).contains("b");
    assertThat(drafts.selected()).isFalse();
  }

  @Test
  void whatHasNoCatalogIsNotDeclared() {
    assertThat(catalogs.find("shop.unknown")).isEmpty();
    assertThat(catalogs.find("other.orders")).isEmpty();
    assertThat(catalogs.systems()).containsExactly("shop");
  }

  @Test
  void aChangedFileCountsAtOnceAndWhatCaravanDoesNotKnowStays() {
    CatalogFile open = catalogs.open("shop");
    assertThat(catalogs.find("shop.orders").orElseThrow().selected()).isTrue();
    SingerStream.metadataToChange(open.entry("shop.orders").orElseThrow(), null)
        .put("selected", false);
    open.write();

    assertThat(catalogs.find("shop.orders").orElseThrow().selected()).isFalse();
    assertThat(file).content().contains("\"kept\" : true");
  }

  @Test
  void aFileThatIsNoCatalogSaysWhereAndWhy() throws IOException {
    Files.writeString(file, "{\"streams\": [\n{]}");

    assertThatThrownBy(() -> catalogs.find("shop.orders"))
        .isInstanceOf(CaravanException.class)
        .hasMessageContaining("E314")
        .hasMessageContaining("shop.catalog.json")
        .hasMessageContaining("line 2");
  }

  @Test
  void manyPropertiesAreAskedForInPartsThatEachHoldTheKey() {
    CatalogStream orders = catalogs.find("shop.orders").orElseThrow();

    assertThat(orders.chunks(1_000)).hasSize(1);
    assertThat(orders.chunks(20))
        .allSatisfy(part -> assertThat(part.get(0)).isEqualTo("id"))
        .allSatisfy(part -> assertThat(String.join(",", part)).hasSizeLessThanOrEqualTo(20))
        .flatExtracting(part -> part.subList(1, part.size()))
        .containsExactly("updated_at", "day", "total", "paid", "lines", "address", "odd");
  }
}
