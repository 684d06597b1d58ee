package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.UnderTarget;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that are more than pages of one address: parents in pages, no parents, wide records. */
class ListsTest {

  private static final String CATALOG =
      """
      {"streams": [
        {"tap_stream_id": "l.none", "stream": "none", "key_properties": ["id"],
         "schema": {"type": "object", "properties": {
           "id": {"type": ["null", "string"]}, "total": {"type": ["null", "integer"]}}},
         "metadata": [{"breadcrumb": [], "metadata": {"selected": true}}]},
        {"tap_stream_id": "l.wide", "stream": "wide", "key_properties": ["id"],
         "schema": {"type": "object", "properties": {
           "id": {"type": ["null", "string"]}, "alpha": {"type": ["null", "string"]},
           "beta": {"type": ["null", "string"]}, "gamma": {"type": ["null", "string"]}}},
         "metadata": [{"breadcrumb": [], "metadata": {"selected": true}}]}]}
      """;

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static Remote remote;
  private static RestProject project;

  @BeforeAll
  static void start() throws Exception {
    remote = new Remote();
    String paging =
        "paging: cursor\nnextPath: next\npageParam: after\nsizeParam: limit\npageSize: 2\n";
    project =
        new RestProject(folder.resolve("project"), remote.address())
            .file("l.catalog.json", CATALOG).stream(
                "l.paged",
                "path: /items/${parent.id}\nrecords: items\nparents: /groups\n"
                    + "parentRecords: groups\n"
                    + paging)
                .stream(
                    "l.single",
                    "path: /items/${parent.id}\nrecords: items\nparents: /groups\n"
                        + "parentRecords: groups\nparentsPaging: none\n"
                        + paging)
                .stream("l.none", "path: /items/${parent.id}\nparents: /nobody")
                .stream(
                    "l.wide",
                    "path: /wide\nquery: properties=${properties}\nrecords: items\n"
                        + "longestProperties: 14\nmapping: \"[.items[] | .properties + {id}]\"\n"
                        + paging);
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

  private static void fiveGroupsTwoAPage() {
    remote.at(
        "/groups",
        asked -> {
          int after = asked.number("after", 0);
          List<Map<String, Object>> groups = new ArrayList<>();
          for (int id = after + 1; id <= Math.min(after + 2, 5); id++) {
            groups.add(Map.of("id", "g" + id));
          }
          Map<String, Object> answer = new LinkedHashMap<>(Map.of("groups", groups));
          answer.put("next", after + 2 < 5 ? after + 2 : null);
          return Remote.Answer.json(answer);
        });
    for (int id = 1; id <= 5; id++) {
      String item = "i" + id;
      remote.at(
          "/items/g" + id,
          asked -> Remote.Answer.json(Map.of("items", List.of(Map.of("id", item)))));
    }
  }

  @Test
  void readsEveryPageOfTheParents() throws Exception {
    fiveGroupsTwoAPage();

    run("l.paged");

    assertThat(project.query("select id from l.paged order by id"))
        .containsExactly("i1", "i2", "i3", "i4", "i5");
    assertThat(remote.asked.stream().filter(call -> call.path().equals("/groups")))
        .extracting(call -> call.query().get("after"))
        .containsExactly(null, "2", "4");
  }

  @Test
  void readsOnePageOfParentsThatHaveNoMore() throws Exception {
    fiveGroupsTwoAPage();

    run("l.single");

    assertThat(project.query("select id from l.single order by id")).containsExactly("i1", "i2");
    assertThat(remote.asked.get(0).query()).isEmpty();
  }

  @Test
  void makesTheTableThatTheCatalogKnowsAlsoWhenThereIsNothingToAskFor() throws Exception {
    remote.at("/nobody", asked -> Remote.Answer.json(List.of()));

    run("l.none");

    assertThat(
            project.query(
                "select column_name || ' ' || data_type from information_schema.columns"
                    + " where table_schema = 'l' and table_name = 'none'"
                    + " and column_name in ('id', 'total') order by 1"))
        .containsExactly("id text", "total bigint");
  }

  @Test
  void keepsTheRowsWhenThereIsNothingToAskForAnyMore() throws Exception {
    remote.at("/items/a", asked -> Remote.Answer.json(List.of(Map.of("id", "a1", "total", 1))));
    remote.at("/nobody", asked -> Remote.Answer.json(List.of(Map.of("id", "a"))));
    run("l.none");
    remote.at("/nobody", asked -> Remote.Answer.json(List.of()));

    run("l.none");

    assertThat(project.query("select id from l.none where _deleted_at is null"))
        .containsExactly("a1");
  }

  private static Remote.Answer wide(Remote.Asked asked, int from, int to, String more) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int id = from; id <= to; id++) {
      Map<String, Object> properties = new LinkedHashMap<>();
      for (String name : asked.query().get("properties").split(",")) {
        if (!name.equals("id")) {
          properties.put(name, name + id);
        }
      }
      items.add(Map.of("id", "w" + id, "properties", properties));
    }
    Map<String, Object> answer = new LinkedHashMap<>(Map.of("items", items));
    answer.put("next", more);
    return Remote.Answer.json(answer);
  }

  @Test
  void putsWideRecordsTogetherPageByPage() throws Exception {
    remote.at(
        "/wide",
        asked -> asked.number("after", 0) == 0 ? wide(asked, 1, 2, "2") : wide(asked, 3, 3, null));

    run("l.wide");

    assertThat(
            project.query("select concat_ws(' ', id, alpha, beta, gamma) from l.wide order by id"))
        .containsExactly(
            "w1 alpha1 beta1 gamma1", "w2 alpha2 beta2 gamma2", "w3 alpha3 beta3 gamma3");
    assertThat(remote.askedFor("properties"))
        .containsExactly("id,alpha,beta", "id,gamma", "id,alpha,beta", "id,gamma");
    assertThat(remote.askedFor("after")).containsExactly(null, null, "2", "2");
  }

  @Test
  void asksAgainForAPageWhoseRecordsChangedBetweenTwoParts() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    remote.at("/wide", asked -> wide(asked, 1, calls.incrementAndGet() == 2 ? 0 : 1, null));

    run("l.wide");

    assertThat(calls).hasValue(4);
    assertThat(project.query("select gamma from l.wide where id = 'w1'")).containsExactly("gamma1");
  }
}
