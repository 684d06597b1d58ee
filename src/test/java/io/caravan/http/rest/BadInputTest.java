package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.UnderTarget;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong on the other side on the second of three pages: the first page is kept, the
 * bookmark stays, and the next run has all rows once.
 */
class BadInputTest {

  private static final String STREAM = "b.items";

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  private static Remote remote;
  private static RestProject project;

  @BeforeAll
  static void start() throws Exception {
    remote = new Remote();
    project =
        new RestProject(folder.resolve("project"), remote.address())
            .with("http.retries", "2").stream(
                STREAM,
                "path: /items\nrecords: data.items\npaging: page\npageParam: page\npageSize: 2\n"
                    + "cursorField: changed")
                .stream(
                    "b.mapped",
                    "path: /items\nrecords: data.items\nmapping: '[.data | keys[] | error]'");
  }

  @AfterAll
  static void stop() {
    project.close();
    remote.close();
  }

  @BeforeEach
  void empty() throws Exception {
    remote.at("/items", asked -> page(asked.number("page", 0)));
    project.run(STREAM);
    project.query("delete from caravan.bookmarks returning 1");
    project.query("delete from " + STREAM + " returning 1");
  }

  private static Remote.Answer page(int page) {
    Map<String, Object> first = Map.of("id", page * 2 - 1, "changed", "2026-03-0" + page);
    Map<String, Object> second = Map.of("id", page * 2, "changed", "2026-03-0" + page);
    return Remote.Answer.json(
        Map.of("data", Map.of("items", page < 3 ? List.of(first, second) : List.of(first))));
  }

  private static Run secondPageIs(Remote.Reply reply) {
    remote.at(
        "/items",
        asked -> asked.number("page", 0) == 2 ? reply.to(asked) : page(asked.number("page", 0)));
    return project.run(STREAM);
  }

  private static CaravanException failsAndLosesNothing(Remote.Reply reply) throws Exception {
    Run run = secondPageIs(reply);
    assertThat(project.query("select id from b.items order by id")).containsExactly("1", "2");
    assertThat(project.bookmark(STREAM)).isNull();

    Run again = secondPageIs(asked -> page(2));
    assertThat(again.state()).as("%s", again.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(project.query("select id from b.items order by id"))
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(project.bookmark(STREAM)).startsWith("2026-03-03");
    return run.failure();
  }

  @Test
  void aWebPageInsteadOfJson() throws Exception {
    CaravanException failure =
        failsAndLosesNothing(
            asked ->
                new Remote.Answer(
                    200,
                    "<!DOCTYPE html><title>Sign in</title>",
                    Map.of("Content-Type", "text/html")));

    assertThat(failure.code()).isEqualTo(ErrorCode.E206);
    assertThat(failure.what()).contains("web page");
  }

  @Test
  void aPageThatBreaksOff() throws Exception {
    CaravanException failure =
        failsAndLosesNothing(
            asked -> new Remote.Answer(200, "{\"data\":{\"items\":[{\"id\":3},{\"id\"", Map.of()));

    assertThat(failure.code()).isEqualTo(ErrorCode.E206);
    assertThat(failure.what()).contains("ends too early");
  }

  @Test
  void anAnswerWithItsRecordsElsewhere() throws Exception {
    CaravanException failure =
        failsAndLosesNothing(
            asked -> Remote.Answer.json(Map.of("data", Map.of("rows", List.of()))));

    assertThat(failure.code()).isEqualTo(ErrorCode.E206);
    assertThat(failure.where()).isEqualTo("records: data.items");
    assertThat(failure.why()).contains("data");
  }

  @Test
  void aStormOf429EndsAsWaitingAndSaysUntilWhen() throws Exception {
    Instant before = Instant.now();
    Run run =
        secondPageIs(
            asked ->
                new Remote.Answer(429, "{\"message\":\"enough\"}", Map.of("Retry-After", "86400")));

    assertThat(run.state()).isEqualTo(RunState.WAITING);
    assertThat(run.again().orElseThrow())
        .isBetween(before.plusSeconds(86_000), before.plusSeconds(86_500));
    assertThat(project.query("select state from caravan.runs order by started_at desc limit 1"))
        .containsExactly("waiting");
    assertThat(remote.asked).hasSize(2);
    // The account stays closed for this process; another one begins anew.
    project.restart();
  }

  @Test
  void aListThatGivesTheSamePageWhateverItsNumber() {
    remote.at("/items", asked -> page(1));

    Run run = project.run(STREAM);

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E206);
    assertThat(run.failure().what()).contains("circles");
    assertThat(remote.asked.size()).isLessThan(4);
  }

  @Test
  void aServerErrorThatPasses() throws Exception {
    AtomicInteger failures = new AtomicInteger(2);

    Run run =
        secondPageIs(
            asked ->
                failures.getAndDecrement() > 0 ? new Remote.Answer(502, "", Map.of()) : page(2));

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(project.query("select count(*) from b.items")).containsExactly("5");
  }

  @Test
  void aMappingThatDoesNotWorkIsNamed() {
    Run run = project.run("b.mapped");

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E106);
    assertThat(run.failure().where()).contains("error");
  }
}
