package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.UnderTarget;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that are asked for only if they have changed, lists that moved, and reads in parts. */
class ConditionalTest {

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static Remote remote;
  private static RestProject project;

  @BeforeAll
  static void start() throws Exception {
    remote = new Remote();
    project =
        new RestProject(folder.resolve("project"), remote.address())
                .with("acme.greeting", "it's me")
                .with("c.schema", "elsewhere")
                .file(
                    "c-names.sql",
                    "select '{{acme.greeting}}' as id, ${variable.fullRefresh} as all")
                .file("c-item.jq", "map(. + {by: \"{{acme.greeting}}\", asked: $parent.id})")
                .stream(
                    "c.newest",
                    "path: /newest\npaging: link\ncursorField: at\nnewestFirst: true\nfilter: true\n"
                        + "conditional: true")
                .stream(
                    "c.pending",
                    "path: /pending\npaging: link\ncursorField: at\nnewestFirst: true\nfilter: true\n"
                        + "overlap: P30D\nconditional: true\npendingField: ended")
                .stream("c.any", "path: /any\npaging: link\nconditional: true")
                .stream(
                    "c.parts",
                    "path: /parts/${parent.id}\nquery: since=${variable.from}\nparents: /groups\n"
                        + "parentsPart: id\ncursorField: at\nconditional: true\nemptyStatus: \"304,409\"",
                    "key: id\ndeletes: ignore")
                .stream(
                    "c.marked",
                    "path: /marked/${parent.id}\npaging: link\nparents: /owners\nparentsPart: id\n"
                        + "parentsMark: pushed\ncursorField: at\nconditional: true\n"
                        + "emptyStatus: \"304,409\"",
                    "key: id\ndeletes: ignore")
                .stream("c.moved", "path: /old\nquery: a=1")
                .stream(
                    "c.named",
                    "path: /named\nparents: c-names.sql\nmapping: c-item.jq",
                    "key: id\nform: item");
  }

  @AfterAll
  static void stop() {
    project.close();
    remote.close();
  }

  private static Run run(String stream) {
    Run run = project.run(stream);
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    return run;
  }

  private static Map<String, Object> record(String id, String at) {
    return Map.of("id", id, "at", at + "T00:00:00Z");
  }

  /** A list with a tag; 304 for who knows it. */
  private static void list(String path, String tag, String next, List<?> records) {
    remote.at(
        path,
        asked -> {
          if (tag.equals(asked.headers().get("If-None-Match"))) {
            return new Remote.Answer(304, "", Map.of("ETag", tag));
          }
          Remote.Answer answer = Remote.Answer.json(records).with("ETag", tag);
          return next == null
              ? answer
              : answer.with("Link", "<" + remote.address() + next + ">; rel=\"next\"");
        });
  }

  private static Stream<String> tagsSent() {
    return remote.asked.stream().map(call -> call.headers().get("If-None-Match"));
  }

  @Test
  void aListWhoseNewestIsKnownIsNotReadAgain() throws Exception {
    list("/newest", "\"1\"", "/newest2", List.of(record("3", "2024-01-03")));
    list("/newest2", "\"2\"", null, List.of(record("1", "2024-01-01"), record("2", "2024-01-02")));
    run("c.newest");
    assertThat(remote.asked).hasSize(2);
    remote.asked.clear();

    Run second = run("c.newest");

    assertThat(tagsSent()).containsExactly("\"1\"");
    assertThat(second.steps().get(0).counted("unchanged")).isEqualTo(1);
    assertThat(project.query("select id from elsewhere.newest order by id"))
        .containsExactly("1", "2", "3");
    assertThat(project.bookmark("c.newest")).isEqualTo("2024-01-03T00:00:00Z");

    list(
        "/newest",
        "\"3\"",
        "/newest2",
        List.of(record("4", "2024-01-04"), record("3", "2024-01-02")));
    Run third = run("c.newest");

    // The last record of its first page is older than the bookmark.
    assertThat(remote.asked).hasSize(1);
    assertThat(third.steps().get(0).counted("new")).isEqualTo(1);

    remote.asked.clear();
    project.caravan().run("c.newest", "test", RunOptions.refresh(), Map.of());
    assertThat(tagsSent()).hasSize(2).allMatch(Objects::isNull);
  }

  @Test
  void aTagDoesNotSpeakForAListWithSomethingUnfinishedBehindItsFirstPage() throws Exception {
    list("/pending", "\"1\"", "/pending2", List.of(ended("3", "2024-01-03", "yes")));
    list("/pending2", "\"2\"", null, List.of(ended("2", "2024-01-02", null)));
    run("c.pending");
    list("/pending2", "\"3\"", null, List.of(ended("2", "2024-01-02", "yes")));

    run("c.pending");

    assertThat(tagsSent()).hasSize(2).allMatch(Objects::isNull);
    assertThat(project.query("select id from elsewhere.pending where ended is null")).isEmpty();
    remote.asked.clear();
    run("c.pending");
    assertThat(tagsSent()).containsExactly("\"1\"");
  }

  private static Map<String, Object> ended(String id, String at, String ended) {
    Map<String, Object> record = new HashMap<>(record(id, at));
    record.put("ended", ended);
    return record;
  }

  @Test
  void aTagSpeaksForOtherListsOnlyWhereTheyHaveOnePage() throws Exception {
    list("/any", "\"1\"", null, List.of(record("1", "2024-01-01"), record("2", "2024-01-01")));
    run("c.any");
    remote.asked.clear();
    run("c.any");
    assertThat(tagsSent()).containsExactly("\"1\"");
    // What was not sent again is not gone.
    assertThat(project.query("select id from elsewhere.any where _deleted_at is null")).hasSize(2);

    list("/any2", "\"2\"", null, List.of(record("3", "2024-01-01")));
    list("/any", "\"3\"", "/any2", List.of(record("1", "2024-01-01"), record("2", "2024-01-01")));
    run("c.any");
    remote.asked.clear();
    run("c.any");
    assertThat(tagsSent()).hasSize(2).allMatch(Objects::isNull);
  }

  @Test
  void aReadThatIsBrokenOffGoesOnAtThePartThatItHadReached() throws Exception {
    remote.at(
        "/groups",
        asked ->
            Remote.Answer.json(List.of(Map.of("id", "a"), Map.of("id", "b"), Map.of("id", "c"))));
    list("/parts/a", "\"1\"", null, List.of(record("1", "2024-01-01")));
    remote.at("/parts/b", asked -> new Remote.Answer(409, "{\"message\":\"empty\"}", Map.of()));
    remote.at("/parts/c", asked -> new Remote.Answer(404, "{\"message\":\"gone\"}", Map.of()));
    assertThat(project.run("c.parts").state()).isEqualTo(RunState.FAILED);
    assertThat(
            project.query(
                "select value->'parts'->>'a' from caravan.bookmarks where stream = 'c.parts'"))
        .containsExactly("2024-01-01T00:00:00Z");

    list("/parts/c", "\"2\"", null, List.of(record("2", "2024-01-02")));
    run("c.parts");

    assertThat(remote.asked.get(1).query()).containsEntry("since", "2024-01-01T00:00:00Z");
    assertThat(project.query("select id from elsewhere.parts order by id"))
        .containsExactly("1", "2");
  }

  @Test
  void aListWhoseParentHasTheSameMarkIsNotAskedFor() throws Exception {
    owners("a", "1", "b", "1", "empty", "1", "unknown", null);
    list("/marked/a", "\"1\"", null, List.of(record("1", "2024-01-01")));
    list("/marked/b", "\"2\"", null, List.of(record("2", "2024-01-02")));
    list("/marked/unknown", "\"3\"", null, List.of(record("3", "2024-01-03")));
    remote.at("/marked/empty", asked -> new Remote.Answer(409, "{}", Map.of()));
    run("c.marked");
    assertThat(paths()).hasSize(5);

    Run second = run("c.marked");

    assertThat(paths()).containsExactly("/owners", "/marked/unknown");
    assertThat(second.steps().get(0).counted("known")).isEqualTo(3);

    // Nothing new in b, although its mark moved; something new in what was empty.
    owners("a", "1", "b", "2", "empty", "2", "unknown", null);
    list("/marked/empty", "\"4\"", null, List.of(record("4", "2024-01-04")));
    run("c.marked");
    assertThat(paths()).containsExactly("/owners", "/marked/b", "/marked/empty", "/marked/unknown");
    run("c.marked");
    assertThat(paths()).containsExactly("/owners", "/marked/unknown");
    assertThat(
            project.query(
                "select value->'parts'->>'a' || ' ' || (value->'parts'->>'empty') from"
                    + " caravan.bookmarks where stream = 'c.marked'"))
        .containsExactly("2024-01-01T00:00:00Z 2024-01-04T00:00:00Z");
    assertThat(project.query("select id from elsewhere.marked where id <> '5' order by id"))
        .containsExactly("1", "2", "3", "4");

    project.caravan().run("c.marked", "test", RunOptions.refresh(), Map.of());
    assertThat(paths()).hasSize(5);
  }

  @Test
  void aMarkCountsOnlyOnceItsListWasReadToTheEnd() throws Exception {
    owners("half", "1");
    list("/marked/half", "\"1\"", "/marked/rest", List.of(record("5", "2024-01-05")));
    remote.at("/marked/rest", asked -> new Remote.Answer(404, "{}", Map.of()));
    project.run("c.marked");
    list("/marked/half", "\"2\"", null, List.of(record("5", "2024-01-05")));
    remote.asked.clear();

    run("c.marked");

    assertThat(paths()).containsExactly("/owners", "/marked/half");
  }

  /** Owners and their marks. */
  private static void owners(String... marks) {
    List<Map<String, Object>> owners = new ArrayList<>();
    for (int i = 0; i < marks.length; i += 2) {
      Map<String, Object> owner = new HashMap<>();
      owner.put("id", marks[i]);
      owner.put("pushed", marks[i + 1]);
      owners.add(owner);
    }
    remote.at("/owners", asked -> Remote.Answer.json(owners));
  }

  /** What was asked since this was asked last. */
  private static List<String> paths() {
    List<String> paths = remote.asked.stream().map(Remote.Asked::path).toList();
    remote.asked.clear();
    return paths;
  }

  @Test
  void aListThatHasMovedIsFollowedToTheSameHostAndNotInCircles() throws Exception {
    list("/new", "\"1\"", null, List.of(record("1", "2024-01-01")));
    remote.at(
        "/old",
        asked -> new Remote.Answer(301, "{}", Map.of("Location", remote.address() + "/new")));
    run("c.moved");
    assertThat(project.query("select id from elsewhere.moved")).containsExactly("1");
    assertThat(remote.asked.get(1).query()).containsEntry("a", "1");

    remote.at("/old", asked -> new Remote.Answer(307, "{}", Map.of("Location", "/old?b=2")));
    assertThat(project.run("c.moved").failure().code()).isEqualTo(ErrorCode.E206);
    assertThat(remote.asked).hasSize(4);

    remote.at(
        "/old", asked -> new Remote.Answer(302, "{}", Map.of("Location", "https://example.com/")));
    assertThat(project.run("c.moved").failure().code()).isEqualTo(ErrorCode.E207);
  }

  @Test
  void settingsStandInFilesAndRecordsAreKeptWhole() throws Exception {
    list("/named", "\"1\"", null, List.of(record("1", "2024-01-01")));

    run("c.named");

    assertThat(
            project.query(
                "select id || ' ' || (item->>'by') || ' ' || (item->>'asked') from elsewhere.named"))
        .containsExactly("1 it's me it's me");
    assertThat(
            project.query(
                "select column_name from information_schema.columns where table_schema = 'elsewhere'"
                    + " and table_name = 'named' and column_name not like '\\_%' order by 1"))
        .containsExactly("id", "item");
  }
}
