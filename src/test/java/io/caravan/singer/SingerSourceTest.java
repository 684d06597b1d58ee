package io.caravan.singer;

import static io.caravan.singer.TargetRig.record;
import static io.caravan.singer.TargetRig.schema;
import static io.caravan.singer.TargetRig.state;
import static org.assertj.core.api.Assertions.assertThat;

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
