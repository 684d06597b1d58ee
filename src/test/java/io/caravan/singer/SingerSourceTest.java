package io.caravan.singer;

import static io.caravan.singer.TargetRig.record;
import static io.caravan.singer.TargetRig.schema;
import static io.caravan.singer.TargetRig.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.db.Connections;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tap as a source: the real kamelet, a real process, and what is in the table afterwards. */
class SingerSourceTest {

  private static final String SCHEMA_LINE =
      schema("items", "'id'", "'id': {'type': 'integer'}, 'name': {'type': 'string'}");
  private static final String ONE_LINE = record("items", "'id': 1, 'name': 'one'");
  private static final String TWO_LINE = record("items", "'id': 2, 'name': 'two'");
  private static final String OTHER =
      schema("other", "'id'", "'id': {'type': 'integer'}") + "\n" + record("other", "'id': 9");

  @TempDir Path folder;
  private TapProject project;

  @BeforeEach
  void project() throws IOException {
    project = new TapProject(folder).route("");
  }

  @Test
  void storesTheRecordsAndGoesOnFromTheState() throws Exception {
    project.tap(
        """
        case "$*" in *--state*) cat "$6" > seen-state;; esac
        cat "$2" > seen-config; stat -c %a "$2" > seen-mode; cat "$4" > seen-catalog
        """
            + print(
                SCHEMA_LINE, ONE_LINE, state("{'at': 1}"), OTHER, TWO_LINE, state("{'at': 2}")));
    project
        .set("shop.tap.config.port", "5432")
        .set("shop.tap.config.api_token", "s3cret-of-the-shop");

    Run run = run(RunOptions.NONE);

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rows("select id, name from shop.items order by id"))
        .containsExactly("1 one", "2 two");
    assertThat(rows("select value::text from caravan.bookmarks")).containsExactly("{\"at\": 2}");
    assertThat(Files.readString(folder.resolve("seen-config")))
        .isEqualTo("{\"api_token\":\"s3cret-of-the-shop\",\"port\":5432}");
    assertThat(Files.readString(folder.resolve("seen-mode"))).isEqualTo("600\n");
    assertThat(Files.readString(folder.resolve("seen-catalog")))
        .contains("\"stream\":\"items\",\"schema\":{\"selected\":true}")
        .contains("\"stream\":\"other\",\"schema\":{\"selected\":false}");
    assertThat(left()).isEmpty();

    run(RunOptions.NONE);

    assertThat(Files.readString(folder.resolve("seen-state"))).isEqualTo("{\"at\": 2}");
    assertThat(rows("select count(*) from shop.items")).containsExactly("2");

    Files.delete(folder.resolve("seen-state"));
    run(RunOptions.refresh());

    assertThat(folder.resolve("seen-state")).doesNotExist();
  }

  /** Shell that prints messages as they are. */
  private static String print(String... messages) {
    return "cat <<END\n" + String.join("\n", messages) + "\nEND\n";
  }

  @Test
  void keepsWhatCameBeforeATapFailed() throws Exception {
    project.tap(
        print(SCHEMA_LINE, ONE_LINE, state("1"), TWO_LINE)
            + "echo 'no route to host' >&2\nexit 3\n");

    Run run = run(RunOptions.NONE);

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E402);
    assertThat(run.failure().why()).contains("exit code 3").contains("no route to host");
    assertThat(rows("select count(*) from shop.items")).containsExactly("2");
    assertThat(rows("select value::text from caravan.bookmarks")).containsExactly("1");
    assertThat(left()).isEmpty();
  }

  @Test
  void saysWhenATapWasKilled() throws Exception {
    project.tap(print(SCHEMA_LINE) + "kill -9 $$\n");

    assertThat(run(RunOptions.NONE).failure().why()).contains("137").contains("memory");
  }

  @Test
  void stopsATapThatHangs() throws Exception {
    project.set("shop.tap.hang-after", "1s").tap(print(SCHEMA_LINE, ONE_LINE) + "sleep 600\n");

    Run run = run(RunOptions.NONE);

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E403);
    assertThat(rows("select count(*) from shop.items")).containsExactly("1");
  }

  @Test
  void stopsATapThatTalksNonsense() throws Exception {
    project.tap(print(SCHEMA_LINE, ONE_LINE, "Hello, I am a tap!") + "sleep 600\n");

    Run run = run(RunOptions.NONE);

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E314);
    assertThat(run.failure().where()).isEqualTo("line 3");
    assertThat(rows("select count(*) from shop.items")).containsExactly("1");
  }

  @Test
  void namesAMissingTapAndAnUnknownStream() throws Exception {
    project.set("shop.tap.command", "tap-nobody-wrote").set("shop.tap.catalog", "catalog.json");
    Files.writeString(folder.resolve("catalog.json"), "{\"streams\": []}");
    assertThat(run(RunOptions.NONE).failure().code()).isEqualTo(ErrorCode.E104);

    Files.writeString(
        folder.resolve("catalog.json"),
        "{\"streams\": [{\"tap_stream_id\": \"items\", \"stream\": \"items\"}]}");
    assertThat(run(RunOptions.NONE).failure().code()).isEqualTo(ErrorCode.E401);
  }

  @Test
  void takesKeyAndTypesFromTheTap() throws Exception {
    String typed =
        schema(
            "items",
            "'id'",
            "'id': {'type': 'integer'}, 'code': {'type': 'string'}, 'price': {'type': 'number'},"
                + " 'made_at': {'type': 'string', 'format': 'date-time'}, 'never': {'type': 'boolean'}");
    project
        .route("", "")
        .tap(
            print(
                typed,
                record("items", "'id': 1, 'code': '007', 'price': 1, 'made_at': '2024-01-02'"),
                record("items", "'id': 1, 'code': '008', 'price': 2, 'made_at': '2024-01-02'")));

    Run first = run(RunOptions.NONE);
    Run second = run(RunOptions.NONE);

    assertThat(first.state()).as("%s", first.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(columns())
        .containsExactly(
            "id bigint key",
            "code text",
            "price numeric",
            "made_at timestamp with time zone",
            "never boolean");
    assertThat(rows("select id, code from shop.items")).containsExactly("1 008");
    assertThat(second.steps().get(0).counts()).containsEntry("new", 0L).containsEntry("same", 1L);
  }

  @Test
  void followsTheTapToAnotherKeyAlsoBetweenTwoRecords() throws Exception {
    project.route("", "").tap(print(SCHEMA_LINE, ONE_LINE));
    run(RunOptions.NONE);

    project.tap(
        print(
            SCHEMA_LINE,
            TWO_LINE,
            schema("items", "'name'", "'id': {'type': 'integer'}, 'name': {'type': 'string'}"),
            record("items", "'id': 3, 'name': 'two'")));
    Run run = run(RunOptions.NONE);

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(columns()).containsExactly("id bigint", "name text key");
    assertThat(rows("select id, name from shop.items order by id"))
        .containsExactly("1 one", "3 two");
  }

  @Test
  void theRouteWinsOverTheTap() throws Exception {
    project.route("", "key: name").tap(print(SCHEMA_LINE, ONE_LINE, TWO_LINE));

    run(RunOptions.NONE);

    assertThat(columns()).containsExactly("id bigint", "name text key");
  }

  @Test
  void textThatTheRouteWantsReadIsReadWhateverTheTapCallsIt() throws Exception {
    project
        .route("", "infer: true")
        .tap(print(SCHEMA_LINE, record("items", "'id': 1, 'name': '2024-05-06'")));

    run(RunOptions.NONE);

    assertThat(columns()).containsExactly("id bigint key", "name date");
  }

  @Test
  void aFullRefreshHasTheKeyOfTheTapToo() throws Exception {
    project.route("", "").tap(print(SCHEMA_LINE, ONE_LINE, TWO_LINE));
    run(RunOptions.NONE);

    Run refreshed = run(RunOptions.refresh());

    assertThat(refreshed.state()).as("%s", refreshed.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(columns()).containsExactly("id bigint key", "name text");
    assertThat(rows("select count(*) from shop.items")).containsExactly("2");
  }

  @Test
  void keepsWhatTheTapFindsAndWhatAPersonDecided() throws Exception {
    project.tap(
        """
        cat <<END
        {'streams': [
          {'tap_stream_id': 'items', 'stream': 'items', 'schema': {'properties': {'id': {}, 'name': {}}},
           'metadata': [{'breadcrumb': [], 'metadata': {'table-key-properties': ['id']}}]},
          {'tap_stream_id': 'fresh', 'stream': 'fresh', 'schema': {}}]}
        END
        """);
    Files.writeString(
        folder.resolve("catalog.json"),
        TargetRig.json(
            """
            {'streams': [
              {'tap_stream_id': 'items', 'stream': 'items', 'schema': {},
               'metadata': [{'breadcrumb': ['properties', 'name'], 'metadata': {'selected': false, 'inclusion': 'x'}}]},
              {'tap_stream_id': 'dropped', 'stream': 'dropped', 'schema': {}}]}
            """));

    TapDiscovery.Found found = TapDiscovery.run(project.settings(), "shop.tap");

    assertThat(found.streams()).containsExactly("items", "fresh");
    assertThat(found.isUsed()).isTrue();
    JsonNode streams = new ObjectMapper().readTree(found.file().toFile()).path("streams");
    assertThat(streams.findValuesAsText("tap_stream_id")).containsExactly("items", "fresh");
    assertThat(streams.get(0).path("metadata").toString())
        .isEqualTo(
            TargetRig.json(
                "[{'breadcrumb':[],'metadata':{'table-key-properties':['id']}},"
                    + "{'breadcrumb':['properties','name'],'metadata':{'selected':false}}]"));
    assertThat(left()).isEmpty();
  }

  /** Columns that are not of the loader, with their types, and whether they are of the key. */
  private List<String> columns() throws IOException, SQLException {
    return rows(
        """
        select trim(attname || ' ' || format_type(atttypid, atttypmod) || case when attnum = any (
                 select unnest(indkey) from pg_index where indrelid = attrelid and indisprimary) then ' key' else '' end)
          from pg_attribute where attrelid = 'shop.items'::regclass and attnum > 0 and not attisdropped
           and attname not in ('_loaded_at', '_run_id') order by attnum
        """);
  }

  private Run run(RunOptions options) throws IOException {
    try (Caravan caravan = Caravan.start(project.settings(), Mode.COMMAND)) {
      return caravan.run("shop.items", "test", options, Map.of());
    }
  }

  private List<Path> left() throws IOException {
    Path files = project.settings().dataDir().resolve("singer");
    try (Stream<Path> all = Files.list(files)) {
      return all.toList();
    }
  }

  private List<String> rows(String query) throws IOException, SQLException {
    try (Connections connections = new Connections(project.settings(), null);
        Connection connection = connections.get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(String.join(" ", values));
      }
      return rows;
    }
  }
}
