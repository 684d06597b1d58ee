package io.caravan.singer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caravan.TestDatabase;
import io.caravan.app.Caravan;
import io.caravan.config.Settings;
import io.caravan.db.DatabaseAddress;
import io.caravan.sandbox.HubSpotSandbox;
import io.caravan.sandbox.Sandbox;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./caravan tap hubspot}, from its catalog to the tables of somebody else's target. */
class HubSpotTapTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WANTED =
      Set.of("hubspot.deals", "hubspot.companies", "hubspot.owners", "hubspot.deals_companies");

  @TempDir Path folder;
  private Sandbox sandbox;
  private Map<String, String> settings;
  private Path tap;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(0);
    sandbox.hubspot().setSearchLimit(100_000);
    sandbox.hubspot().setBurstLimit(100_000);
    settings = new HashMap<>(new TapProject(folder.resolve("own")).warehouse());
    settings.put("caravan.data-dir", folder.resolve("data").toString());
    settings.put("hubspot.base-url", sandbox.address().toString());
    settings.put("hubspot.token", HubSpotSandbox.TOKEN);
    tap = OurTap.program(folder, "hubspot", settings);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void onlyWhatIsSelectedInTheDiscoveredCatalogIsGivenOut() throws Exception {
    // Links go by the deals in the warehouse.
    try (Caravan caravan =
        Caravan.startFor(Settings.load(Path.of(""), settings, Map.of()), "hubspot.deals")) {
      caravan.run("hubspot.deals", "test", Map.of());
    }
    String found = Peers.run(new ProcessBuilder(tap.toString(), "--discover"));
    Path catalog = Files.writeString(folder.resolve("catalog.json"), selected(found));

    List<JsonNode> messages = messages("--catalog", catalog.toString());

    assertThat(streams(messages, "RECORD")).isEqualTo(new TreeSet<>(WANTED));
    assertThat(streams(messages, "SCHEMA")).isEqualTo(new TreeSet<>(WANTED));
    assertThat(ofStream(messages, "RECORD", "hubspot.deals"))
        .allSatisfy(deal -> assertThat(deal.path("record").has("dealname")).isFalse())
        .anySatisfy(deal -> assertThat(deal.path("record").has("amount")).isTrue());

    Path state =
        Files.writeString(folder.resolve("state.json"), last(messages, "STATE").toString());
    List<JsonNode> again = messages("--catalog", catalog.toString(), "--state", state.toString());
    assertThat(ids(again, "hubspot.companies").size())
        .isLessThan(ids(messages, "hubspot.companies").size());
  }

  @Test
  void allThatGoesByNoTableArrivesInATargetOfOthers() throws Exception {
    Path target = Peers.targetPostgres();
    Path said = folder.resolve("said");

    List<JsonNode> messages = messages(List.of("sh", "-c", "'" + tap + "' 2> '" + said + "'"));

    Set<String> links = new TreeSet<>();
    for (String line : Files.readAllLines(said)) {
      if (line.contains(" is left out: ")) {
        links.add(line.split(" ")[0]);
      }
    }
    Set<String> given = streams(messages, "RECORD");
    assertThat(links).hasSize(9).contains("hubspot.deals_companies", "hubspot.form_submissions");
    assertThat(given)
        .hasSizeGreaterThan(15)
        .contains("hubspot.deals")
        .doesNotContainAnyElementsOf(links);

    DatabaseAddress there = TestDatabase.create();
    feed(target, there, messages);

    for (String stream : given) {
      assertThat(one(there, "select count(*) from peer.\"" + stream.replace('.', '_') + "\""))
          .as(stream)
          .isEqualTo("" + ids(messages, stream).size());
    }
    assertThat(
            one(
                there,
                "select sum(amount::numeric) from peer.hubspot_deals where amount is not null"))
        .isEqualTo(sumOfAmounts(messages).toPlainString());
  }

  /** The catalog with some streams wanted, and of the deals everything but their names. */
  private static String selected(String found) throws IOException {
    JsonNode catalog = JSON.readTree(found);
    assertThat(catalog.path("streams").size()).isGreaterThan(20);
    for (JsonNode stream : catalog.path("streams")) {
      String name = stream.path("tap_stream_id").asText();
      for (JsonNode part : stream.path("metadata")) {
        if (part.path("breadcrumb").isEmpty()) {
          ((ObjectNode) part.path("metadata")).put("selected", WANTED.contains(name));
        }
      }
      if (name.equals("hubspot.deals")) {
        ObjectNode part = ((ObjectNode) stream).withArray("metadata").addObject();
        part.putArray("breadcrumb").add("properties").add("dealname");
        part.putObject("metadata").put("selected", false);
      }
    }
    return catalog.toString();
  }

  private List<JsonNode> messages(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(tap.toString()));
    line.addAll(List.of(arguments));
    return messages(line);
  }

  private static List<JsonNode> messages(List<String> line) throws Exception {
    List<JsonNode> messages = new ArrayList<>();
    for (String message : Peers.run(new ProcessBuilder(line)).lines().toList()) {
      messages.add(JSON.readTree(message));
    }
    return messages;
  }

  private static List<JsonNode> ofStream(List<JsonNode> messages, String type, String stream) {
    return messages.stream()
        .filter(message -> message.path("type").asText().equals(type))
        .filter(message -> message.path("stream").asText().equals(stream))
        .toList();
  }

  private static Set<String> streams(List<JsonNode> messages, String type) {
    Set<String> streams = new TreeSet<>();
    for (JsonNode message : messages) {
      if (message.path("type").asText().equals(type)) {
        streams.add(message.path("stream").asText());
      }
    }
    return streams;
  }

  private static Set<String> ids(List<JsonNode> messages, String stream) {
    Set<String> ids = new TreeSet<>();
    ofStream(messages, "RECORD", stream)
        .forEach(message -> ids.add(message.path("record").path("id").asText()));
    return ids;
  }

  private static BigDecimal sumOfAmounts(List<JsonNode> messages) {
    Map<String, BigDecimal> last = new HashMap<>();
    for (JsonNode message : ofStream(messages, "RECORD", "hubspot.deals")) {
      JsonNode amount = message.path("record").path("amount");
      last.put(
          message.path("record").path("id").asText(),
          amount.isNumber() ? amount.decimalValue() : BigDecimal.ZERO);
    }
    return last.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static JsonNode last(List<JsonNode> messages, String type) {
    return messages.stream()
        .filter(message -> message.path("type").asText().equals(type))
        .reduce((one, next) -> next)
        .orElseThrow()
        .path("value");
  }

  private void feed(Path target, DatabaseAddress there, List<JsonNode> messages)
      throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            folder.resolve("target.json"),
            TargetRig.json(
                "{'host': '%s', 'port': %d, 'user': '%s', 'password': '%s', 'dbname': '%s', 'default_target_schema': 'peer'}"
                    .formatted(
                        there.host(), there.port(), there.user(), there.password(), there.name())));
    Path input = folder.resolve("messages.jsonl");
    Files.write(input, messages.stream().map(JsonNode::toString).toList());
    Process process =
        new ProcessBuilder(target.toString(), "--config", config.toString())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static String one(DatabaseAddress address, String query) throws Exception {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
