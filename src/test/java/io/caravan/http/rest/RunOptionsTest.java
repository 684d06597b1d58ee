package io.caravan.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.UnderTarget;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.stream.Bookmarks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person may ask of a run, over the real rest-source. */
class RunOptionsTest {

  @TempDir(factory = UnderTarget.class)
  private Path folder;

  private Remote remote;
  private RestProject project;
  private final List<Map<String, Object>> deals = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    remote = new Remote();
    project =
        new RestProject(folder.resolve("project"), remote.address())
            .stream(
                "o.deals",
                "path: /deals\nquery: since=${variable.from}; until=${variable.to}\ncursorField: changed\npaging: page\npageParam: page\npageSize: 10")
                .stream("o.stages", "path: /stages\npaging: page\npageParam: page\npageSize: 10");
    IntStream.rangeClosed(1, 25)
        .forEach(
            id -> deals.add(Map.of("id", id, "changed", "2026-01-%02dT00:00:00Z".formatted(id))));
    remote.at("/deals", this::page);
    remote.at("/stages", this::page);
    assertThat(run("o.deals", RunOptions.NONE).failure()).isNull();
    assertThat(run("o.stages", RunOptions.NONE).failure()).isNull();
    remote.asked.clear();
  }

  @AfterEach
  void stop() {
    project.close();
    remote.close();
  }

  private Remote.Answer page(Remote.Asked asked) {
    int page = asked.number("page", 1);
    return Remote.Answer.json(deals.stream().skip(10L * (page - 1)).limit(10).toList());
  }

  private Run run(String stream, RunOptions options) {
    if (project.caravan() == null) {
      return project.run(stream);
    }
    return project.caravan().run(stream, "test", options, Map.of());
  }

  @Test
  void aListThatIsReadWholeTellsWhatIsGoneAndWhatIsBack() throws Exception {
    Map<String, Object> gone = deals.remove(4);
    Run run = run("o.stages", RunOptions.NONE);
    assertThat(run.steps().get(0).counts()).containsEntry("deleted", 1L).containsEntry("same", 24L);
    assertThat(project.query("select id::text from o.stages where _deleted_at is not null"))
        .containsExactly("5");

    deals.add(gone);
    assertThat(run("o.stages", RunOptions.NONE).steps().get(0).counts())
        .containsEntry("changed", 1L);
    assertThat(project.query("select id::text from o.stages where _deleted_at is not null"))
        .isEmpty();
  }

  @Test
  void aListThatBreaksOffDeletesNothing() throws Exception {
    remote.at(
        "/stages",
        asked ->
            asked.number("page", 1) == 2
                ? new Remote.Answer(400, "{\"message\": \"no\"}", Map.of())
                : page(asked));

    assertThat(run("o.stages", RunOptions.NONE).failure()).isNotNull();
    remote.at("/stages", asked -> Remote.Answer.json(List.of()));
    assertThat(run("o.stages", RunOptions.NONE).failure()).isNull();

    assertThat(project.query("select id::text from o.stages where _deleted_at is null"))
        .hasSize(25);
  }

  @Test
  void aStreamWithACursorDoesNotTakeWhatItDidNotAskForAsGone() throws Exception {
    deals.subList(0, 20).clear();

    assertThat(run("o.deals", RunOptions.NONE).failure()).isNull();

    assertThat(remote.askedFor("since")).contains("2026-01-25T00:00:00Z");
    assertThat(project.query("select id::text from o.deals where _deleted_at is null")).hasSize(25);
  }

  @Test
  void aFullRefreshReadsFromTheBeginningAndForgetsWhatIsGone() throws Exception {
    deals.subList(0, 5).clear();

    assertThat(run("o.deals", RunOptions.refresh()).failure()).isNull();

    assertThat(remote.askedFor("since")).doesNotContain("2026-01-25T00:00:00Z");
    assertThat(project.query("select id::text from o.deals")).hasSize(20);
    assertThat(project.bookmark("o.deals")).isEqualTo("2026-01-25T00:00:00Z");
    assertThat(
            project.query(
                "select tablename::text from pg_tables where schemaname = 'o' order by 1"))
        .containsExactly("deals", "stages");
  }

  @Test
  void aBackfillAsksForItsPartAndALimitForFewPages() throws Exception {
    Run part = run("o.deals", RunOptions.backfill("2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"));
    assertThat(part.failure()).isNull();
    assertThat(remote.askedFor("since")).containsOnly("2025-01-01T00:00:00Z");
    assertThat(remote.askedFor("until")).containsOnly("2025-02-01T00:00:00Z");

    remote.asked.clear();
    Run few = run("o.deals", RunOptions.NONE.withLimit(3));
    assertThat(few.steps().get(0).counted("read")).isEqualTo(3);
    assertThat(project.bookmark("o.deals")).isEqualTo("2026-01-25T00:00:00Z");
  }

  @Test
  void aBookmarkOfTheYear2999StopsTheStreamBeforeACall() throws Exception {
    new Bookmarks(project.caravan().connections().get("warehouse"))
        .set("o.deals", "{\"cursor\": \"2999-01-01T00:00:00Z\"}");

    Run run = run("o.deals", RunOptions.NONE);

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E323);
    assertThat(run.failure().fixes().get(0)).startsWith("./caravan state set o.deals");
    assertThat(remote.asked).isEmpty();
  }
}
