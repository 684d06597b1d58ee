package io.caravan.singer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.TestDatabase;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.db.DatabaseAddress;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caravan with taps and targets that others wrote, each run as the program it is. */
class SingerPeersTest {

  private static final String ITEMS = "select id, name, price, made_at at time zone 'UTC' from ";

  @TempDir Path folder;
  private DatabaseAddress shop;

  @BeforeEach
  void shop() throws Exception {
    shop = TestDatabase.create();
    execute(
        shop,
        "create table items (id bigint primary key, name text, price numeric(12,2), made_at timestamptz)",
        "insert into items values (1, 'Café \"one\"', 12.50, '2024-05-06T07:08:09.123Z'), (2, null, null, null)");
  }

  @Test
  void tapPostgresWritesIntoOurTarget() throws Exception {
    Path tap = Peers.tapPostgres();
    Path config = config();
    Path catalog = Files.writeString(folder.resolve("catalog.json"), selected(tap, config));
    try (TargetRig rig = new TargetRig()) {
      ProcessBuilder builder =
          new ProcessBuilder(
                  tap.toString(), "--config", config.toString(), "--catalog", catalog.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      for (int round = 1; round <= 2; round++) {
        Run run =
            rig.read(
                TargetOptions.into("t"),
                io.caravan.load.LoadOptions.keyedBy(),
                builder.start().getInputStream());

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
      }
      assertThat(rig.rows(ITEMS + "t.\"public-items\" order by id"))
          .isEqualTo(rows(shop, ITEMS + "items order by id"))
          .hasSize(2);
      assertThat(rig.types("t.\"public-items\""))
          .containsEntry("price", "numeric")
          .containsEntry("made_at", "timestamp with time zone");
      assertThat(rig.states).isNotEmpty().last().asString().contains("public-items");
    }
  }

  @Test
  void tapPostgresIsASourceByOneRouteFile() throws Exception {
    Path tap = Peers.tapPostgres();
    TapProject project =
        new TapProject(folder)
            .route(
                """
                tapStream: items
                replicationMethod: INCREMENTAL
                replicationKey: id\
                """)
            .set("shop.tap.command", tap.toString())
            .set("shop.tap.catalog-option", "--properties");
    settings().forEach((name, value) -> project.set("shop.tap.config." + name, value));
    Run first = run(project);
    execute(shop, "insert into items values (3, 'three', 3, now())");
    Run second = run(project);

    assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(first.steps().get(0).counts()).containsEntry("new", 2L);
    assertThat(second.steps().get(0).counts())
        .containsEntry("new", 1L)
        .containsEntry("changed", 0L);
  }

  private static Run run(TapProject project) throws IOException {
    try (Caravan caravan = Caravan.start(project.settings(), Mode.COMMAND)) {
      return caravan.run("shop.items", "test", Map.of());
    }
  }

  /**
   * The messages go through the check's stdin: where it starts a tap itself, it does not wait until
   * all of the answer is read.
   */
  @Test
  void singerCheckTapPassesOurTap() throws Exception {
    Path config = Files.writeString(folder.resolve("tap-config.json"), repository());
    String program = ourTap().toString();

    String first = Peers.run(new ProcessBuilder(program, "--config", config.toString()));
    Path state = Files.writeString(folder.resolve("state.json"), lastState(first));
    String again =
        Peers.run(
            new ProcessBuilder(
                program, "--config", config.toString(), "--state", state.toString()));

    assertThat(checked(first))
        .contains("The output is valid.")
        .containsPattern("customers\\s*\\|\\s*2\\s*\\|\\s*1");
    assertThat(checked(again)).contains("The output is valid.").contains("0 record messages");
  }

  private String checked(String messages) throws Exception {
    Path file = Files.writeString(folder.resolve("messages.jsonl"), messages);
    return Peers.run(
        new ProcessBuilder(Peers.checkTap().toString())
            .directory(folder.toFile())
            .redirectInput(file.toFile()));
  }

  private static String lastState(String messages) throws IOException {
    ObjectMapper json = new ObjectMapper();
    String last = null;
    for (String line : messages.lines().toList()) {
      JsonNode message = json.readTree(line);
      last = message.path("type").asText().equals("STATE") ? message.get("value").toString() : last;
    }
    return last;
  }

  @Test
  void targetPostgresStoresWhatOurTapWrites() throws Exception {
    Path target = Peers.targetPostgres();
    Path config = Files.writeString(folder.resolve("tap-config.json"), repository());
    Path messages =
        Files.writeString(
            folder.resolve("messages.jsonl"),
            Peers.run(new ProcessBuilder(ourTap().toString(), "--config", config.toString())));
    DatabaseAddress there = TestDatabase.create();
    Path targetConfig =
        Files.writeString(
            folder.resolve("target.json"),
            TargetRig.json(
                "{'host': '%s', 'port': %d, 'user': '%s', 'password': '%s', 'dbname': '%s', 'default_target_schema': 'peer'}"
                    .formatted(
                        there.host(), there.port(), there.user(), there.password(), there.name())));

    Process process =
        new ProcessBuilder(target.toString(), "--config", targetConfig.toString())
            .redirectInput(messages.toFile())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(rows(there, "select id, first_name from peer.customers order by id"))
        .containsExactly("1|Ann", "2|Bo");
    assertThat(said).contains("jaffle.customers");
  }

  private Path ourTap() throws IOException {
    Map<String, String> settings = new HashMap<>(new TapProject(folder.resolve("own")).warehouse());
    settings.put("caravan.data-dir", folder.resolve("data").toString());
    return OurTap.program(folder, "jaffle", settings);
  }

  /** The configuration of our tap for a shop of two customers. */
  private String repository() throws Exception {
    Path repository = folder.resolve("jaffle");
    Files.createDirectories(repository.resolve("seeds"));
    Files.writeString(
        repository.resolve("seeds/raw_customers.csv"),
        "id,first_name,last_name\n1,Ann,A.\n2,Bo,B.\n");
    Files.writeString(repository.resolve("seeds/raw_orders.csv"), "id,user_id,order_date,status\n");
    Files.writeString(
        repository.resolve("seeds/raw_payments.csv"),
        "id,order_id,payment_method,amount\n1,1,card,100\n");
    try (Git git = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern("seeds").call();
      git.commit()
          .setMessage("A shop")
          .setAuthor("test", "test@caravan.example")
          .setCommitter("test", "test@caravan.example")
          .setSign(false)
          .call();
    }
    return TargetRig.json("{'repository': '" + repository + "'}");
  }

  private Map<String, String> settings() {
    return Map.of(
        "host",
        shop.host(),
        "port",
        "" + shop.port(),
        "user",
        shop.user(),
        "password",
        '"' + shop.password() + '"',
        "dbname",
        shop.name(),
        "filter_schemas",
        "public");
  }

  private Path config() throws IOException {
    Map<String, String> all = settings();
    return Files.writeString(
        folder.resolve("config.json"),
        TargetRig.json(
            "{'host': '%s', 'port': %s, 'user': '%s', 'password': %s, 'dbname': '%s', 'filter_schemas': 'public'}"
                .formatted(
                    all.get("host"),
                    all.get("port"),
                    all.get("user"),
                    all.get("password"),
                    all.get("dbname"))));
  }

  /** What the tap finds, with our table selected. */
  private static String selected(Path tap, Path config) throws Exception {
    String found =
        Peers.run(new ProcessBuilder(tap.toString(), "--config", config.toString(), "--discover"));
    return found.replace(
        "\"table-key-properties\"",
        "\"selected\": true, \"replication-method\": \"FULL_TABLE\", \"table-key-properties\"");
  }

  private static void execute(DatabaseAddress address, String... statements) throws Exception {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> rows(DatabaseAddress address, String query) throws Exception {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
      }
      return rows;
    }
  }
}
