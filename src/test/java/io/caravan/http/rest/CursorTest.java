package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.UnderTarget;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of cursor and of list in a list, twice: the second read begins at the bookmark. */
class CursorTest {

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static Remote remote;
  private static RestProject project;

  @BeforeAll
  static void start() throws Exception {
    remote = new Remote();
    project =
        new RestProject(folder.resolve("project"), remote.address())
            .stream(
                    "c.query",
                    "path: /query\nquery: since=${variable.from}; until=${variable.to}\n"
                        + "cursorField: meta.changed\noverlap: PT5M\ncursorFormat: iso-seconds")
                .stream(
                    "c.json",
                    "path: /json\nquery: 'updatedDate={\"start\":\"${variable.from}\"}'\n"
                        + "cursorField: changed")
                .stream(
                    "c.header",
                    "path: /header\n"
                        + "headers: If-Modified-Since=${variable.from};"
                        + " Accept=application/vnd.x+json\n"
                        + "cursorField: changed\n"
                        + "cursorFormat: iso-local")
                .stream("c.filter", "path: /filter\ncursorField: changed\nfilter: true")
                .stream(
                    "c.newest",
                    "path: /newest\n"
                        + "paging: page\n"
                        + "pageParam: page\n"
                        + "pageSize: 2\n"
                        + "cursorField: changed\n"
                        + "filter: true\n"
                        + "newestFirst: true")
                .stream(
                    "c.search",
                    "path: /search\nmethod: POST\nbody: c-search.jq\nrecords: results\n"
                        + "paging: last-value\nnextPath: id\nfirstPage: 0\npageSize: 2\n"
                        + "cursorField: changed\ncursorFormat: epoch-ms")
                .file(
                    "c-search.jq",
                    """
                    # All changed since, in the order of their ids, after the last one.
                    {sorts: ["id"], limit: $size, filters:
                      ([{field: "id", gt: ($page | tonumber)}] + if $from then [{field: "changed", gte: $from}] else [] end)}
                    """)
                .stream("c.roots", "path: /roots")
                .stream(
                    "c.parents",
                    "path: /parents/${parent.id}\n"
                        + "parents: c.roots\n"
                        + "fields: parent_id=${parent.id}\n"
                        + "emptyStatus: \"404\"\n"
                        + "inFlight: 3")
                .stream(
                    "c.batch",
                    "path: /batch/${parents.id}\nparents: c-parents.sql\nparentsBatch: 2")
                .file(
                    "c-parents.sql",
                    "select id from c.roots where id <> ${variable.absent} or true order by 1")
                .stream(
                    "c.tenants",
                    "path: /tenant\nparents: /connections\nheaders: tenant-id=${parent.tenantId}\n"
                        + "fields: tenant_id=${parent.tenantId}")
                .stream(
                    "c.windows",
                    "path: /windows\nquery: date=${variable.from}..${variable.to}\nwindow: P1D\n"
                        + "start: 2026-01-01\ncursorFormat: date")
                .stream(
                    "c.map",
                    "path: /map\nrecords: results\nmapping: c-map.jq",
                    "key: id\nkeys: \"c.map_links:from,to\"")
                .file(
                    "c-map.jq",
                    """
                    {"c.map": [.results[] | {id, name: .properties.name}],
                     "c.map_links": [.results[] | .id as $id | .links[] | {from: $id, to: .}]}
                    """);
  }

  @AfterAll
  static void stop() {
    project.close();
    remote.close();
  }

  private static Map<String, Object> record(int id, String changed) {
    return new LinkedHashMap<>(Map.of("id", id, "changed", changed));
  }

  private static Run run(String stream) {
    Run run = project.run(stream);
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    return run;
  }

  private static List<Map<String, Object>> nested(Object... idsAndTimes) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < idsAndTimes.length; i += 2) {
      records.add(Map.of("id", idsAndTimes[i], "meta", Map.of("changed", idsAndTimes[i + 1])));
    }
    return records;
  }

  @Test
  void asksForChangesSinceTheBookmarkLessTheOverlap() throws Exception {
    remote.at(
        "/query",
        asked ->
            Remote.Answer.json(
                nested(1, "2026-03-01T10:00:00.500Z", 2, "2026-03-01T12:00:00+02:00")));
    run("c.query");
    assertThat(remote.asked.get(0).query()).isEmpty();
    assertThat(project.bookmark("c.query")).isEqualTo("2026-03-01T10:00:00.500Z");

    run("c.query");

    assertThat(remote.asked.get(1).query()).isEqualTo(Map.of("since", "2026-03-01T09:55:00Z"));
  }

  @Test
  void writesTheBookmarkIntoJsonInTheQuery() throws Exception {
    remote.at("/json", asked -> Remote.Answer.json(List.of(record(1, "2026-03-01T10:00:00Z"))));
    run("c.json");
    assertThat(remote.asked.get(0).query()).isEmpty();

    run("c.json");

    assertThat(remote.askedFor("updatedDate").get(1))
        .isEqualTo("{\"start\":\"2026-03-01T10:00:00Z\"}");
  }

  @Test
  void sendsTheBookmarkInAHeaderAndTakes304ForNothingNew() throws Exception {
    remote.at(
        "/header",
        asked ->
            asked.headers().containsKey("If-Modified-Since")
                ? new Remote.Answer(304, "", Map.of())
                : Remote.Answer.json(List.of(record(1, "/Date(1772359200000+0000)/"))));
    run("c.header");
    assertThat(remote.asked.get(0).headers()).containsEntry("Accept", "application/vnd.x+json");

    run("c.header");

    assertThat(remote.asked.get(1).headers())
        .containsEntry("If-Modified-Since", "2026-03-01T10:00:00");
    assertThat(project.bookmark("c.header")).isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void leavesOutHereWhatTheInterfaceCannotLeaveOut() throws Exception {
    List<Object> all = new ArrayList<>(List.of(record(1, "2026-03-01"), record(2, "2026-03-05")));
    remote.at("/filter", asked -> Remote.Answer.json(all));
    run("c.filter");
    all.add(record(3, "2026-03-06"));

    Run second = run("c.filter");

    assertThat(second.steps().get(0).counts()).containsEntry("read", 2L).containsEntry("new", 1L);
  }

  @Test
  void readsAListThatHasTheNewestFirstOnlyAsFarAsTheBookmark() throws Exception {
    List<Object> all = new ArrayList<>();
    for (int day = 20; day > 10; day--) {
      all.add(record(day, "2026-03-" + day + "T00:00:00Z"));
    }
    remote.at(
        "/newest",
        asked -> {
          int page = asked.number("page", 1);
          return Remote.Answer.json(
              all.subList(Math.min(page * 2 - 2, all.size()), Math.min(page * 2, all.size())));
        });
    run("c.newest");
    assertThat(remote.asked).hasSize(6);
    all.add(0, record(21, "2026-03-21T00:00:00Z"));

    Run second = run("c.newest");

    assertThat(second.steps().get(0).counts()).containsEntry("new", 1L).containsEntry("same", 1L);
    assertThat(remote.asked.size()).isBetween(8, 9);
  }

  @Test
  void walksASearchByIdSoThatNoLimitOfResultsIsMet() throws Exception {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int id = 1; id <= 5; id++) {
      all.add(record(id, "2026-03-0" + (6 - id) + "T00:00:00Z"));
    }
    remote.at("/search", asked -> Remote.Answer.json(Map.of("results", search(all, asked.body()))));
    run("c.search");
    assertThat(project.query("select id from c.search order by id"))
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(project.bookmark("c.search")).isEqualTo("2026-03-05T00:00:00Z");
    all.add(record(6, "2026-03-09T00:00:00Z"));

    Run second = run("c.search");

    assertThat(second.steps().get(0).counts()).containsEntry("new", 1L).containsEntry("same", 1L);
    assertThat(Remote.JSON.readTree(remote.asked.get(remote.asked.size() - 1).body()).toString())
        .contains("{\"field\":\"changed\",\"gte\":\"1772668800000\"}");
  }

  private static List<Map<String, Object>> search(List<Map<String, Object>> all, String body)
      throws java.io.IOException {
    JsonNode asked = Remote.JSON.readTree(body);
    int after = asked.at("/filters/0/gt").intValue();
    long since = asked.at("/filters/1/gte").asLong(0);
    return all.stream()
        .filter(record -> (int) record.get("id") > after)
        .filter(record -> Moment.parse(record.get("changed")).orElseThrow().toEpochMilli() >= since)
        .sorted(Comparator.comparing(record -> (int) record.get("id")))
        .limit(asked.path("limit").intValue())
        .toList();
  }

  @Test
  void asksForTheChildrenOfEachRowAndSkipsParentsThatAreGone() throws Exception {
    remote.at(
        "/roots",
        asked -> Remote.Answer.json(List.of(Map.of("id", 1), Map.of("id", 2), Map.of("id", 3))));
    run("c.roots");
    remote.at("/parents/1", asked -> Remote.Answer.json(List.of(Map.of("id", "a"))));
    remote.at(
        "/parents/3", asked -> Remote.Answer.json(List.of(Map.of("id", "b"), Map.of("id", "c"))));

    run("c.parents");

    assertThat(project.query("select id || parent_id from c.parents order by 1"))
        .containsExactly("a1", "b3", "c3");

    remote.at("/batch/1,2", asked -> Remote.Answer.json(List.of(Map.of("id", 1), Map.of("id", 2))));
    remote.at("/batch/3", asked -> Remote.Answer.json(List.of(Map.of("id", 3))));
    Run batch = run("c.batch");
    assertThat(batch.steps().get(0).counts()).containsEntry("calls", 2L).containsEntry("new", 3L);
  }

  @Test
  void parentsThatWereNeverLoadedAreNamed() throws Exception {
    try (RestProject other = new RestProject(folder.resolve("other"), remote.address())) {
      other.stream("d.children", "path: /x/${parent.id}\nparents: d.missing");

      Run run = other.run("d.children");

      assertThat(run.failure().code()).isEqualTo(ErrorCode.E324);
      assertThat(run.failure().fixes()).containsExactly("./caravan run d.missing");
    }
  }

  @Test
  void readsAListForEachTenant() throws Exception {
    remote.at(
        "/connections",
        asked -> Remote.Answer.json(List.of(Map.of("tenantId", "t1"), Map.of("tenantId", "t2"))));
    remote.at(
        "/tenant",
        asked ->
            Remote.Answer.json(List.of(Map.of("id", asked.headers().get("tenant-id") + "-1"))));

    run("c.tenants");

    assertThat(project.query("select id || tenant_id from c.tenants order by 1"))
        .containsExactly("t1-1t1", "t2-1t2");
  }

  @Test
  void movesAWindowAcrossTimeAndRemembersItsEnd() throws Exception {
    remote.at("/windows", asked -> Remote.Answer.json(List.of()));

    run("c.windows");

    List<String> dates = remote.askedFor("date");
    assertThat(dates.get(0)).isEqualTo("2026-01-01..2026-01-02");
    assertThat(dates.get(1)).isEqualTo("2026-01-02..2026-01-03");
    assertThat(dates.size()).isGreaterThan(200);
    assertThat(project.bookmark("c.windows")).isGreaterThan("2026-07");

    int before = dates.size();
    run("c.windows");
    assertThat(remote.asked).hasSize(before + 1);
  }

  @Test
  void oneAnswerFillsSeveralTables() throws Exception {
    remote.at(
        "/map",
        asked ->
            Remote.Answer.json(
                Map.of(
                    "results",
                    List.of(
                        Map.of(
                            "id", 1, "properties", Map.of("name", "n"), "links", List.of(7, 8))))));

    run("c.map");

    assertThat(project.query("select name from c.map")).containsExactly("n");
    assertThat(project.query("select \"to\" from c.map_links order by 1"))
        .containsExactly("7", "8");
  }
}
