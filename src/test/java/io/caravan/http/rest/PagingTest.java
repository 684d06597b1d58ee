package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.UnderTarget;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of paging, from a real server through the real kamelets into real tables. */
class PagingTest {

  private static final int RECORDS = 25;

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static Remote remote;
  private static RestProject project;

  @BeforeAll
  static void start() throws Exception {
    remote = new Remote();
    project =
        new RestProject(folder.resolve("project"), remote.address())
            .stream("t.none", "path: /items\nrecords: items").stream(
                "t.top", "path: /top\nquery: \"q=a b/c; json={\\\"a\\\":\\\"b\\\"}\"")
                .stream(
                    "t.cursor",
                    "path: /cursor\nrecords: results\npaging: cursor\nnextPath: paging.next.after\n"
                        + "pageParam: after\nsizeParam: limit\npageSize: 10")
                .stream(
                    "t.token",
                    "path: /token\nquery: \"fields=[\\\"x\\\"]\"\nrecords: data\npaging: cursor\n"
                        + "nextPath: nextPageToken\npageParam: nextPageToken\nsizeParam: pageSize\n"
                        + "pageSize: 10\ntokenOnly: true")
                .stream(
                    "t.pages",
                    "path: /pages\n"
                        + "records: Items\n"
                        + "paging: page\n"
                        + "pageParam: page\n"
                        + "sizeParam: pageSize\n"
                        + "pageSize: 10\n"
                        + "pageCountPath: pagination.pageCount\n"
                        + "inFlight: 4")
                .stream(
                    "t.short",
                    "path: /short\nrecords: items\npaging: page\npageParam: page\npageSize: 10")
                .stream(
                    "t.zero",
                    "path: /zero\nrecords: items\npaging: page\npageParam: page\nfirstPage: 0\n"
                        + "pageSize: 10\nend: empty")
                .stream(
                    "t.offset",
                    "path: /offset\n"
                        + "records: items\n"
                        + "paging: offset\n"
                        + "pageParam: skip\n"
                        + "sizeParam: limit\n"
                        + "pageSize: 10\n"
                        + "totalPath: total\n"
                        + "inFlight: 3")
                .stream(
                    "t.more",
                    "path: /more\n"
                        + "records: data\n"
                        + "paging: offset\n"
                        + "pageParam: start\n"
                        + "sizeParam: limit\n"
                        + "pageSize: 10\n"
                        + "morePath: additional_data.pagination.more_items_in_collection")
                .stream("t.link", "path: /link\nquery: per_page=10\npaging: link")
                .stream("t.url", "path: /url\nrecords: items\npaging: link\nnextPath: links.next")
                .stream(
                    "t.last",
                    "path: /last\n"
                        + "records: items\n"
                        + "paging: last-value\n"
                        + "nextPath: id\n"
                        + "pageParam: offset\n"
                        + "firstPage: 0\n"
                        + "pageSize: 10");
  }

  @AfterAll
  static void stop() {
    project.close();
    remote.close();
  }

  private static List<Map<String, Object>> records(int from, int to) {
    return IntStream.rangeClosed(from, Math.min(to, RECORDS))
        .<Map<String, Object>>mapToObj(id -> Map.of("id", id, "name", "n" + id))
        .toList();
  }

  private static void loads(String stream) throws Exception {
    Run run = project.run(stream);
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(project.query("select id from " + stream + " order by id"))
        .isEqualTo(IntStream.rangeClosed(1, RECORDS).mapToObj(String::valueOf).toList());
    assertThat(run.steps().get(0).counts()).containsEntry("new", (long) RECORDS);

    int calls = remote.asked.size();
    Run second = project.run(stream);
    assertThat(second.steps().get(0).counts())
        .containsEntry("same", (long) RECORDS)
        .doesNotContainEntry("changed", 1L);
    assertThat(remote.asked).hasSize(2 * calls);
    remote.asked.subList(calls, 2 * calls).clear();
  }

  @Test
  void oneAnswerIsAll() throws Exception {
    remote.at("/items", asked -> Remote.Answer.json(Map.of("items", records(1, RECORDS))));

    loads("t.none");

    assertThat(remote.asked).hasSize(1);
    assertThat(remote.asked.get(0).headers())
        .containsEntry("Authorization", "Bearer token-of-a-person-1234")
        .containsEntry("Accept", "application/json");
  }

  @Test
  void theAnswerItselfIsTheListAndTheQueryIsEncoded() throws Exception {
    remote.at("/top", asked -> Remote.Answer.json(records(1, RECORDS)));

    loads("t.top");

    assertThat(remote.asked.get(0).query())
        .isEqualTo(Map.of("q", "a b/c", "json", "{\"a\":\"b\"}"));
  }

  @Test
  void followsACursorToTheAnswerWithoutOne() throws Exception {
    remote.at(
        "/cursor",
        asked -> {
          int after = asked.number("after", 0);
          Map<String, Object> answer = new LinkedHashMap<>();
          answer.put("results", records(after + 1, after + asked.number("limit", 1)));
          if (after + 10 < RECORDS) {
            answer.put("paging", Map.of("next", Map.of("after", String.valueOf(after + 10))));
          }
          return Remote.Answer.json(answer);
        });

    loads("t.cursor");

    assertThat(remote.askedFor("after")).containsExactly(null, "10", "20");
    assertThat(remote.askedFor("limit")).containsExactly("10", "10", "10");
  }

  @Test
  void sendsTheTokenAloneWhereItCarriesTheRest() throws Exception {
    remote.at(
        "/token",
        asked -> {
          int after = asked.number("nextPageToken", 0);
          Map<String, Object> answer = new LinkedHashMap<>();
          answer.put("data", records(after + 1, after + 10));
          if (after + 10 < RECORDS) {
            answer.put("nextPageToken", after + 10);
          }
          return Remote.Answer.json(answer);
        });

    loads("t.token");

    assertThat(remote.asked.get(0).query())
        .isEqualTo(Map.of("fields", "[\"x\"]", "pageSize", "10"));
    assertThat(remote.asked.get(1).query())
        .isEqualTo(Map.of("nextPageToken", "10", "pageSize", "10"));
  }

  @Test
  void countsPagesUpToThePageCountAndAsksForSeveralAtOnce() throws Exception {
    remote.at(
        "/pages",
        asked -> {
          int page = asked.number("page", 0);
          return Remote.Answer.json(
              Map.of(
                  "Items",
                  records(page * 10 - 9, page * 10),
                  "pagination",
                  Map.of("pageCount", 3)));
        });

    loads("t.pages");

    assertThat(remote.askedFor("page")).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(remote.askedFor("page").get(0)).isEqualTo("1");
  }

  @Test
  void aShortPageIsTheLast() throws Exception {
    remote.at(
        "/short",
        asked -> {
          int page = asked.number("page", 0);
          return Remote.Answer.json(Map.of("items", records(page * 10 - 9, page * 10)));
        });

    loads("t.short");

    assertThat(remote.askedFor("page")).containsExactly("1", "2", "3");
  }

  @Test
  void anEmptyPageIsTheLastWhereShortOnesAreNot() throws Exception {
    remote.at(
        "/zero",
        asked -> {
          int page = asked.number("page", 99);
          return Remote.Answer.json(Map.of("items", records(page * 9 + 1, page * 9 + 9)));
        });

    loads("t.zero");

    assertThat(remote.askedFor("page")).containsExactly("0", "1", "2", "3");
  }

  @Test
  void offsetsGrowByWhatTheServerReallyGives() throws Exception {
    remote.at(
        "/offset",
        asked -> {
          int skip = asked.number("skip", 0);
          return Remote.Answer.json(Map.of("items", records(skip + 1, skip + 7), "total", RECORDS));
        });

    loads("t.offset");

    assertThat(remote.askedFor("skip")).containsExactlyInAnyOrder("0", "7", "14", "21");
  }

  @Test
  void offsetsEndWhenTheAnswerSaysThereIsNoMore() throws Exception {
    remote.at(
        "/more",
        asked -> {
          int start = asked.number("start", 0);
          return Remote.Answer.json(
              Map.of(
                  "data",
                  records(start + 1, start + 5),
                  "additional_data",
                  Map.of("pagination", Map.of("more_items_in_collection", start + 5 < RECORDS))));
        });

    loads("t.more");

    assertThat(remote.askedFor("start")).containsExactly("0", "5", "10", "15", "20");
  }

  @Test
  void followsTheLinkHeaderAtTheSameHost() throws Exception {
    remote.at(
        "/link",
        asked -> {
          int page = asked.number("page", 1);
          String next = remote.address() + "/link?per_page=10&page=" + (page + 1);
          Remote.Answer answer = Remote.Answer.json(records(page * 10 - 9, page * 10));
          return page < 3
              ? answer.with("Link", "<http://x/>; rel=\"first\", <" + next + ">; rel=\"next\"")
              : answer.with("Link", "<http://x/>; rel=\"first\"");
        });

    loads("t.link");

    assertThat(remote.askedFor("page")).containsExactly(null, "2", "3");
    assertThat(remote.askedFor("per_page")).containsExactly("10", "10", "10");
  }

  @Test
  void followsAnAddressInTheBody() throws Exception {
    remote.at(
        "/url",
        asked -> {
          int page = asked.number("p", 1);
          return Remote.Answer.json(
              Map.of(
                  "items",
                  records(page * 10 - 9, page * 10),
                  "links",
                  page < 3 ? Map.of("next", "/url?p=" + (page + 1)) : Map.of()));
        });

    loads("t.url");

    assertThat(remote.askedFor("p")).containsExactly(null, "2", "3");
  }

  @Test
  void takesARelativeAddressAsThePageMeansItAndNotTheAccount() throws Exception {
    String[] next = {"?page=2", "list?page=3", "/api/deep/list?page=4"};
    remote.at(
        "/api/deep/list",
        asked -> {
          int page = asked.number("page", 1);
          Map<String, Object> answer = new LinkedHashMap<>();
          answer.put("items", records(page * 7 - 6, page * 7));
          answer.put("next", page < 4 ? next[page - 1] : null);
          return Remote.Answer.json(answer);
        });
    try (RestProject other =
        new RestProject(folder.resolve("relative"), remote.address() + "/api")
            .stream(
                "t.relative", "path: /deep/list\nrecords: items\npaging: link\nnextPath: next")) {
      Run run = other.run("t.relative");

      assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
      assertThat(other.query("select count(*) from t.relative")).containsExactly("25");
      assertThat(remote.askedFor("page")).containsExactly(null, "2", "3", "4");
    }
  }

  @Test
  void goesOnAfterTheLastValue() throws Exception {
    remote.at(
        "/last",
        asked -> {
          int offset = asked.number("offset", -1);
          return Remote.Answer.json(Map.of("items", records(offset + 1, offset + 10)));
        });

    loads("t.last");

    assertThat(remote.askedFor("offset")).containsExactly("0", "10", "20");
  }

  @Test
  void aLinkToAnotherHostIsRefusedAndNotFollowed() throws Exception {
    try (Remote other = new Remote()) {
      remote.at(
          "/link",
          asked ->
              Remote.Answer.json(records(1, 10))
                  .with("Link", "<" + other.address() + "/link>; rel=\"next\""));

      Run run = project.run("t.link");

      assertThat(run.failure().code()).isEqualTo(ErrorCode.E207);
      assertThat(other.asked).isEmpty();
    }
  }

  @Test
  void aCursorThatGoesInCirclesEndsTheRead() {
    remote.at(
        "/cursor",
        asked ->
            Remote.Answer.json(
                Map.of(
                    "results",
                    records(1, 10),
                    "paging",
                    Map.of(
                        "next",
                        Map.of("after", "b".equals(asked.query().get("after")) ? "a" : "b")))));

    Run run = project.run("t.cursor");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).isEqualTo(ErrorCode.E206);
    assertThat(run.failure().what()).contains("circles");
    assertThat(remote.asked).hasSize(3);
  }
}
