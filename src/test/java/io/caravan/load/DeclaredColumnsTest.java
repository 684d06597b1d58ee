package io.caravan.load;

import static io.caravan.load.Warehouse.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.config.Settings;
import io.caravan.run.Run;
import io.caravan.run.RunPolicyFactory;
import io.caravan.run.RunRecorder;
import io.caravan.stream.Catalogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog says what a table looks like before a record does. */
class DeclaredColumnsTest {

  private static final String CATALOG =
      """
      {"streams": [
        {"tap_stream_id": "shop.orders", "key_properties": ["id"],
         "schema": {"properties": {
           "id": {"type": "integer"},
           "total": {"type": ["null", "number"]},
           "changed": {"type": ["null", "string"], "format": "date-time"},
           "day": {"type": ["null", "string"], "format": "date"},
           "zip": {"type": ["null", "string"]},
           "tags": {"type": ["null", "array"]},
           "secret": {"type": "string"}}},
         "metadata": [{"breadcrumb": ["properties", "secret"], "metadata": {"selected": false}}]},
        {"tap_stream_id": "shop.lines", "key_properties": ["order_id", "line"],
         "schema": {"properties": {"order_id": {"type": "integer"}, "line": {"type": "integer"}}}}]}
      """;

  @TempDir Path project;
  private final Warehouse warehouse = new Warehouse();
  private final RunRecorder runs =
      new RunRecorder(warehouse.database(), "test", Duration.ofSeconds(20));
  private final DefaultCamelContext context = new DefaultCamelContext();

  @BeforeEach
  void startRoutes() throws Exception {
    Path file = project.resolve("routes/sources/shop.catalog.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, CATALOG);
    context.addRoutePolicyFactory(new RunPolicyFactory(runs));
    context.getRegistry().bind("settings", warehouse.settings());
    context.getRegistry().bind("connections", warehouse.connections());
    context
        .getRegistry()
        .bind("catalogs", new Catalogs(Settings.load(project, Map.of(), Map.of())));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:shop.orders")
                .routeId("shop.orders")
                .routeGroup("stream")
                .to("upsert:shop.orders");
          }
        });
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    runs.close();
    warehouse.close();
  }

  private Run load(Object body) {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(body);
    context.createProducerTemplate().send("direct:shop.orders", exchange);
    Run run = Run.of(exchange).orElseThrow();
    assertThat(run.failure()).isNull();
    return run;
  }

  @Test
  void theTableHasKeyAndTypesOfTheCatalogFromTheFirstRowOn() {
    load(List.of(record("id", 1, "total", 5, "zip", "01067")));

    assertThat(warehouse.types("shop.orders"))
        .isEqualTo(
            Map.of(
                "id", "bigint",
                "total", "numeric",
                "changed", "timestamp with time zone",
                "day", "date",
                "zip", "text",
                "tags", "jsonb"));
    load(List.of(record("id", 1, "total", 6)));
    assertThat(warehouse.rows("select id, total, zip from shop.orders"))
        .containsExactly(java.util.Arrays.asList("1", "6", null));
  }

  @Test
  void textIsReadAsTheTypeThatTheCatalogSays() {
    load(
        List.of(
            record(
                "id",
                "1",
                "total",
                "5.25",
                "changed",
                "2026-01-02T03:04:05Z",
                "day",
                "2026-01-02",
                "zip",
                "8001",
                "tags",
                List.of("a"))));

    assertThat(warehouse.types("shop.orders"))
        .containsEntry("total", "numeric")
        .containsEntry("changed", "timestamp with time zone")
        .containsEntry("zip", "text");
    assertThat(warehouse.value("select total + 1 from shop.orders")).isEqualTo("6.25");
    assertThat(warehouse.value("select tags->>0 from shop.orders")).isEqualTo("a");
  }

  @Test
  void aValueThatIsNotWhatTheCatalogSaysIsKeptInAWiderColumn() {
    load(List.of(record("id", 1, "total", "12,5 EUR"), record("id", 2, "total", 7)));

    assertThat(warehouse.types("shop.orders")).containsEntry("total", "text");
    assertThat(warehouse.rows("select total from shop.orders order by id"))
        .containsExactly(List.of("12,5 EUR"), List.of("7"));
  }

  @Test
  void whatIsNotSelectedIsDroppedAndWhatIsNotDeclaredIsKept() throws Exception {
    load(List.of(record("id", 1, "secret", "x", "colour", "red")));
    load(new ObjectMapper().readTree("[{\"id\": 2, \"secret\": \"y\", \"colour\": \"blue\"}]"));

    assertThat(warehouse.types("shop.orders")).containsKey("colour").doesNotContainKey("secret");
    assertThat(warehouse.rows("select id, colour from shop.orders order by id"))
        .containsExactly(List.of("1", "red"), List.of("2", "blue"));
  }

  @Test
  void aPageForSeveralTablesFindsTheKeyOfEach() {
    for (int i = 0; i < 2; i++) {
      load(
          Map.of(
              "orders", List.of(record("id", 1)),
              "lines",
                  List.of(record("order_id", 1, "line", 1), record("order_id", 1, "line", 2))));
    }

    assertThat(warehouse.value("select count(*) from shop.lines")).isEqualTo("2");
    assertThat(warehouse.value("select count(*) from shop.orders")).isEqualTo("1");
  }

  @Test
  void aTableFromBeforeTheCatalogIsWidenedToIt() {
    warehouse.load("shop.orders", LoadOptions.keyedBy("id"), record("id", 1, "total", 5));
    assertThat(warehouse.types("shop.orders")).containsEntry("total", "bigint");

    load(List.of(record("id", 2, "total", 5)));

    assertThat(warehouse.types("shop.orders")).containsEntry("total", "numeric");
  }
}
