package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What GoodData's own client was recorded to send, our routes send as well: method, path, query,
 * headers, body. What was answered then is answered here.
 */
class GoodDataRecordedTest {

  private static final Path FIXTURES =
      Path.of(System.getProperty("caravan.shared", "../shared"))
          .resolve("contracts/gooddata/fixtures");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Deque<JsonNode> WAITING = new ArrayDeque<>();
  private static final List<String> WRONG = new ArrayList<>();
  private static HttpServer server;
  private static GoodDataRoutes routes;

  @BeforeAll
  static void start() throws IOException {
    boolean there = Files.isDirectory(FIXTURES);
    if (!there) {
      System.out.println("SKIPPED: the recorded exchanges are not in " + FIXTURES);
    }
    Assumptions.assumeTrue(there);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", GoodDataRecordedTest::serve);
    server.start();
    Map<String, String> settings = new HashMap<>();
    settings.put("gooddata.host", "http://127.0.0.1:" + server.getAddress().getPort());
    settings.put("gooddata.token", "some-token-of-a-test");
    settings.put("gooddata.entity-media-type", "application/json");
    settings.put("gooddata.schema", "demo");
    settings.put("gooddata.data-source-name", "Test");
    settings.put("gooddata.staging-workspace", "demo");
    settings.put("gooddata.staging-data-source", "demo-test-ds");
    settings.put("gooddata.staging-connection", "tiger");
    settings.put("db.tiger.url", "postgresql://postgres@postgres:5432/tiger");
    settings.put("gooddata.development-data-source", "demo-test-ds");
    settings.put("gooddata.development-connection", "known");
    settings.put("db.known.url", "postgresql://postgres@postgres:5432/tiger");
    settings.put("db.known.password", "passw0rd");
    settings.put("gooddata.production-data-source", "test");
    settings.put("gooddata.production-connection", "demo");
    settings.put("db.demo.url", "postgresql://demouser@localhost:5432/demo");
    settings.put("db.demo.password", "demopass");
    settings.put("gooddata.jdbc-parameters", "sslmode=prefer");
    routes = new GoodDataRoutes(settings);
  }

  @AfterAll
  static void stop() {
    if (routes != null) {
      routes.close();
      server.stop(0);
    }
  }

  @AfterEach
  void everythingWasAskedAndAskedRightly() {
    assertThat(WRONG).isEmpty();
    assertThat(WAITING).isEmpty();
  }

  private static void play(String name) throws IOException {
    WRONG.clear();
    WAITING.clear();
    Object yaml =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(FIXTURES.resolve(name + ".yaml")));
    JSON.valueToTree(yaml).path("interactions").forEach(WAITING::add);
  }

  private static void serve(HttpExchange http) throws IOException {
    try (http) {
      JsonNode recorded = WAITING.poll();
      String asked = http.getRequestMethod() + " " + http.getRequestURI();
      if (recorded == null) {
        WRONG.add("asked too much: " + asked);
        http.sendResponseHeaders(500, -1);
        return;
      }
      compare(http, recorded.path("request"));
      JsonNode response = recorded.path("response");
      response
          .path("headers")
          .properties()
          .forEach(
              header ->
                  http.getResponseHeaders()
                      .set(header.getKey(), header.getValue().path(0).asText()));
      JsonNode body = response.path("body").path("string");
      byte[] bytes =
          body.isTextual()
              ? body.asText().getBytes(StandardCharsets.UTF_8)
              : JSON.writeValueAsBytes(body);
      http.sendResponseHeaders(
          response.path("status").path("code").asInt(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        http.getResponseBody().write(bytes);
      }
    }
  }

  private static void compare(HttpExchange http, JsonNode request) throws IOException {
    URI wanted = URI.create(request.path("uri").asText());
    same("method", http.getRequestMethod(), request.path("method").asText());
    same("path", http.getRequestURI().getPath(), wanted.getPath());
    same("query of " + wanted, query(http.getRequestURI()), query(wanted));
    String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    JsonNode sent = body.isEmpty() ? JSON.nullNode() : JSON.readTree(body);
    same("body of " + wanted, sent, request.path("body"));
    for (String name :
        List.of("Accept", "Content-Type", "X-GDC-VALIDATE-RELATIONS", "X-Requested-With")) {
      // The type of a body that is not there says nothing.
      boolean matters = !name.equals("Content-Type") || !body.isEmpty();
      if (matters && request.path("headers").has(name)) {
        same(
            name + " of " + wanted,
            http.getRequestHeaders().getFirst(name),
            request.path("headers").path(name).path(0).asText());
      }
    }
  }

  private static void same(String what, Object sent, Object recorded) {
    if (!sent.equals(recorded)) {
      WRONG.add(what + ": " + sent + " instead of " + recorded);
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new TreeMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        query.put(
            pair.split("=")[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static Exchange exchange(String target) {
    Exchange exchange = routes.exchange();
    exchange.setVariable("target", target);
    call(exchange, "bean:gooddataWorkspaces?method=choose");
    return exchange;
  }

  private static Exchange call(Exchange exchange, String uri) {
    routes.send(uri, exchange);
    if (exchange.getException() != null) {
      throw new IllegalStateException(exchange.getException());
    }
    return exchange;
  }

  private static Object to(Exchange exchange, String route) {
    return call(exchange, "direct:" + route).getMessage().getBody();
  }

  private static Object to(Exchange exchange, String route, String path, Object body) {
    exchange.setVariable("path", path);
    exchange.getMessage().setBody(body);
    return to(exchange, route);
  }

  private static List<?> list(Exchange exchange, String collection) {
    exchange.setVariable("collection", collection);
    return (List<?>) to(exchange, "gooddata.list");
  }

  /** An insight of these items as an execution. */
  private static void ask(Exchange exchange, String items, Object resultSpec) throws IOException {
    Object content =
        new Load(LoadSettings.builder().build())
            .loadFromString("{buckets: [{items: [" + items + "]}]}");
    exchange
        .getMessage()
        .setBody(Map.of("id", "i", "attributes", Map.of("title", "t", "content", content)));
    call(exchange, "bean:gooddataInsights?method=toExecution");
    if (resultSpec != null) {
      Map<String, Object> turned = new HashMap<>();
      ((Map<?, ?>) exchange.getMessage().getBody()).forEach((k, v) -> turned.put(k.toString(), v));
      turned.put("resultSpec", resultSpec);
      exchange.getMessage().setBody(turned);
    }
    to(exchange, "gooddata.begin-execution");
  }

  private static String attribute(String name, String label) {
    return "{attribute: {localIdentifier: %s, displayForm: {identifier: {id: %s, type: label}}}}"
        .formatted(name, label);
  }

  private static String measure(String name, String type, String id) {
    return ("{measure: {localIdentifier: %s, definition: {measureDefinition:"
            + " {item: {identifier: {id: %s, type: %s}}}}}}")
        .formatted(name, id, type);
  }

  @Test
  void anExecutionWithTwoDimensionsAndItsResult() throws IOException {
    play("dataframe_for_items");
    Exchange exchange = exchange("demo");
    JsonNode asked = WAITING.peek().path("request").path("body");
    ask(
        exchange,
        String.join(
            ",",
            attribute("reg", "region"),
            attribute("category", "products.category"),
            measure("price", "fact", "price"),
            measure("order_amount", "metric", "order_amount")),
        JSON.convertValue(asked.path("resultSpec"), Object.class));
    exchange.setVariable(
        "filter",
        "include=labels%2Cdatasets&filter=labels.id%3Din%3D%28region%2Cproducts.category%29");
    assertThat(list(exchange, "/api/v1/entities/workspaces/demo/attributes")).hasSize(2);
    // The client that was recorded asks for as many rows as there are measures.
    Exchange reading = exchange("demo");
    reading.getMessage().setBody(answerWithTwoDimensions());
    reading.setVariable("resultLimit", "2,1000");
    call(reading, "bean:gooddataResults?method=begin");
    to(reading, "gooddata.read-page");

    call(reading, "bean:gooddataResults?method=rows");
    List<?> rows = (List<?>) reading.getMessage().getBody();
    assertThat(reading.getVariable("more")).isEqualTo(false);
    assertThat(rows).hasSize(17);
    assertThat(JSON.valueToTree(rows.get(0)).toString())
        .isEqualTo(
            "{\"region\":\"Midwest\",\"products.category\":\"Clothing\",\"price\":16870.6,\"order_amount\":20738.15}");
  }

  private static Object answerWithTwoDimensions() throws IOException {
    Object yaml =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(FIXTURES.resolve("dataframe_for_items.yaml")));
    return JSON.convertValue(
        JSON.valueToTree(yaml).at("/interactions/0/response/body/string"), Object.class);
  }

  @Test
  void anExecutionWithOneDimensionAndItsResult() throws IOException {
    play("not_indexed_metric_series");
    Exchange exchange = exchange("demo");
    exchange.setVariable("resultLimit", "1");
    ask(exchange, measure("27c4b665b9d047b1a66a149714f1c596", "fact", "price"), null);
    to(exchange, "gooddata.read-page");

    call(exchange, "bean:gooddataResults?method=rows");
    assertThat(exchange.getMessage().getBody().toString())
        .isEqualTo("[{27c4b665b9d047b1a66a149714f1c596=430464.45}]");
  }

  @Test
  void theListOfDataSourcesEndsAlthoughItNamesANextPage() throws IOException {
    play("demo_data_sources_list");

    assertThat(list(exchange("demo"), "/api/v1/entities/dataSources")).hasSize(1);
  }

  @Test
  void aLogicalModelFromScannedTables() throws IOException {
    play("demo_generate_logical_model");
    Exchange exchange = exchange("demo");
    Object pdm =
        JSON.convertValue(((JsonNode) WAITING.toArray()[1]).at("/request/body/pdm"), Object.class);
    to(exchange, "gooddata.get", "/api/v1/layout/workspaces/demo/logicalModel", null);
    exchange.getMessage().setBody(Map.of("pdm", pdm));

    Object answer = to(exchange, "gooddata.propose-model");
    assertThat(JSON.valueToTree(answer).at("/ldm/datasets")).isNotEmpty();
  }

  @Test
  void theLogicalModelOfAWorkspace() throws IOException {
    play("demo_get_declarative_ldm");

    Object answer =
        to(exchange("demo"), "gooddata.get", "/api/v1/layout/workspaces/demo/logicalModel", null);
    assertThat(JSON.valueToTree(answer).at("/ldm/dateInstances")).hasSize(1);
  }

  @Test
  void afterANotificationTheSameQuestionHasAnotherResult() throws IOException {
    play("demo_register_upload_notification");
    Exchange exchange = exchange("demo");
    String name = "amount_of_active_customers";
    assertThat(list(exchange, "/api/v1/entities/workspaces/demo/metrics")).isNotEmpty();
    ask(exchange, measure(name, "metric", name), null);
    Object first = exchange.getVariable("resultId");
    to(exchange, "gooddata.notify");
    ask(exchange, measure(name, "metric", name), null);

    assertThat(exchange.getVariable("resultId")).isNotEqualTo(first);
    assertThat(exchange.getVariable("cancelToken")).isEqualTo("PLACEHOLDER");
  }

  @Test
  void theSchemasOfADatabase() throws IOException {
    play("demo_scan_schemata");

    Object answer =
        to(
            exchange("demo"),
            "gooddata.get",
            "/api/v1/actions/dataSources/demo-test-ds/scanSchemata",
            null);
    assertThat(answer.toString()).isEqualTo("{schemaNames=[demo]}");
  }

  @Test
  void aTestThatFailsAndOneThatDoesNotHaveTheSameStatus() throws IOException {
    play("demo_test_declarative_data_sources");
    Exchange exchange = exchange("staging");
    to(exchange, "gooddata.get", "/api/v1/layout/dataSources", null);
    call(exchange, "bean:gooddataDataSources?method=connection");
    to(
        exchange,
        "gooddata.ask",
        "/api/v1/actions/dataSource/test",
        exchange.getMessage().getBody());
    routes.send("bean:gooddataDataSources?method=checkTest", exchange);
    assertThat(CaravanException.from(exchange.getException()).code()).isEqualTo(ErrorCode.E613);
    assertThat(exchange.getException()).hasMessageContaining("SCRAM-based authentication");

    Exchange known = exchange("development");
    call(known, "bean:gooddataDataSources?method=connection");
    to(known, "gooddata.ask", "/api/v1/actions/dataSource/test", known.getMessage().getBody());
    call(known, "bean:gooddataDataSources?method=checkTest");
  }

  @Test
  void scansOfTablesViewsAndPrefixes() throws IOException {
    play("demo_test_scan_model");
    Exchange exchange = exchange("demo");
    to(exchange, "gooddata.ask-for-tables");
    exchange.setVariable("views", "true");
    to(exchange, "gooddata.ask-for-tables");
    assertThat(WRONG).isEmpty();

    play("demo_test_scan_model_with_table_prefix");
    Exchange prefixed = exchange("demo");
    prefixed.setVariable("tablePrefix", "order");
    prefixed.setVariable("separator", "_");
    to(prefixed, "gooddata.ask-for-tables");
  }

  @Test
  void aRefusedTokenHasNoBodyAndSaysWhyInAHeader() throws IOException {
    play("is_available_no_access");
    Exchange exchange = exchange("demo");
    exchange.setVariable("path", "/api/v1/options");
    routes.send("direct:gooddata.get", exchange);

    assertThat(CaravanException.from(exchange.getException()).code()).isEqualTo(ErrorCode.E202);
    assertThat(exchange.getException()).hasMessageContaining("Unable to lookup user");
  }

  @Test
  void aDataSourceIsMissedMadeReadChangedAndDeleted() throws IOException {
    play("patch");
    Object patch =
        JSON.convertValue(((JsonNode) WAITING.toArray()[5]).at("/request/body"), Object.class);
    String one = "/api/v1/entities/dataSources/test";
    Exchange exchange = exchange("production");
    assertThat(list(exchange, "/api/v1/entities/dataSources")).hasSize(1);
    Exchange missing = exchange("production");
    missing.setVariable("path", one);
    routes.send("direct:gooddata.get", missing);
    assertThat(missing.getVariable("httpStatus")).isEqualTo(404);
    assertThat(missing.getException())
        .hasMessageContaining("does not exist or you do not have permission")
        .hasMessageContaining("trace NORMALIZED_TRACE_ID");
    call(exchange, "bean:gooddataDataSources?method=wanted");
    JsonNode document = JSON.valueToTree(exchange.getMessage().getBody());
    ((com.fasterxml.jackson.databind.node.ObjectNode) document.at("/data/attributes"))
        .put("url", "jdbc:postgresql://localhost:5432/demo?autosave=true&sslmode=prefer");
    to(exchange, "gooddata.post", "/api/v1/entities/dataSources", document);
    to(exchange, "gooddata.get", one, null);
    to(exchange, "gooddata.get", one, null);
    to(exchange, "gooddata.patch", one, patch);
    to(exchange, "gooddata.get", one, null);
    assertThat(to(exchange, "gooddata.delete", one, null)).isNull();
  }
}
