package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caravan.app.Caravan;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.sandbox.Mutation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Gists of GitHub's sandbox to activities of Pipedrive's, with the real routes. Each test tracks
 * people of its own; whom it leaves behind has nothing new.
 */
class ExportGistsTest {

  private static GistsRig rig;

  @BeforeAll
  static void start() {
    rig = new GistsRig(Map.of());
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  @AfterEach
  void nothingIsLeft() {
    rig.github().clearFaults();
    rig.pipedrive().clearFaults();
    rig.github().setHourlyLimits(5_000, 60);
    rig.forgetEverybody();
    rig.problems().clear();
  }

  @Test
  void eachGistOfAllPagesIsOneActivityAndASecondRunWritesNothing() {
    rig.track("Mona");
    List<String> ids =
        IntStream.range(0, 104)
            .mapToObj(i -> rig.github().addGist("Mona", "gist " + i, Map.of("a.txt", "a")))
            .toList();
    String odd = rig.github().addGist("Mona", null, Map.of("long <b>.txt", "x".repeat(1_048_577)));
    rig.problems().clear();

    Run first = rig.run();

    assertThat(first.state()).as("%s", first.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(GistsRig.step(first, "gists.visit").counts()).containsEntry("new", 105L);
    assertThat(GistsRig.step(first, "pipedrive.gists").counts()).containsEntry("created", 105L);
    assertThat(rig.activitiesByGist()).containsAllEntriesOf(once(ids)).containsEntry(odd, 1);
    Map<String, Object> activity = rig.activity(odd);
    assertThat(activity).containsEntry("subject", "Github Gist");
    assertThat(activity)
        .containsEntry(
            "note",
            "Pull URL: https://gist.github.com/%s.git<br>long &lt;b&gt;.txt: https://gist.github.com/%s.git"
                .formatted(odd, odd));
    Map<String, Object> usual = rig.activity(ids.get(7));
    assertThat(usual).containsEntry("subject", "gist 7");
    assertThat((String) usual.get("note"))
        .startsWith("Description: gist 7<br>Pull URL: https://gist.github.com/" + ids.get(7))
        .contains("<br>a.txt: https://gist.githubusercontent.com/Mona/" + ids.get(7) + "/raw/");
    assertThat(usual.get("person_id").toString())
        .isEqualTo(rig.sql("select pipedrive_id from people").get(0));
    assertThat(rig.pipedrive().persons()).filteredOn("name", "Mona").hasSize(1);
    assertThat(rig.sql("select count(*) from gists where activity_id is null")).containsOnly("0");
    assertThat(
            rig.sql(
                "select count(*) from gists join people p on p.id = person_id where gists.created_at >= p.last_visit"))
        .containsOnly("105");

    int writes = rig.pipedrive().writeCalls();
    Run second = rig.run();
    Run third = rig.run();

    assertThat(second.state()).as("%s", second.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.pipedrive().writeCalls()).isEqualTo(writes);
    assertThat(GistsRig.step(third, "gists.visit").counts()).containsEntry("unchanged people", 1L);
    assertThat(rig.calls().get(rig.calls().size() - 1).reply().status()).isEqualTo(304);
    assertThat(rig.problems()).isEmpty();
  }

  @Test
  void anEditedGistIsAPatchOfItsActivityAndANewOneIsNew() {
    rig.track("Hubot");
    String id = rig.github().addGist("Hubot", "before", Map.of("a.txt", "a", "b.txt", "b"));
    rig.run();
    Object activity = rig.activity(id).get("id");
    int before = rig.pipedrive().ledger().size();
    rig.github().advanceClock(Duration.ofHours(3));
    rig.github().editGist(id, "after", Map.of("a.txt", "other"));
    String other = rig.github().addGist("Hubot", "another", Map.of("c.txt", "c"));

    Run run = rig.run();

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    List<Mutation> writes =
        rig.pipedrive().ledger().subList(before, rig.pipedrive().ledger().size());
    assertThat(writes).extracting(Mutation::method).containsExactlyInAnyOrder("PATCH", "POST");
    assertThat(rig.activity(id)).containsEntry("subject", "after").containsEntry("id", activity);
    assertThat(rig.activity(other)).containsEntry("subject", "another");
    assertThat(GistsRig.step(run, "gists.visit").counts())
        .containsEntry("new", 1L)
        .containsEntry("changed", 1L);
  }

  @Test
  void whoIsNotFoundOrFailsDoesNotStopTheOthers() {
    rig.trackOnly("nobody-here");
    rig.sql("insert into people (github_username, being_added) values ('half-added', now())");
    rig.track("first-page-only");
    rig.track("fine");
    IntStream.range(0, 101)
        .forEach(i -> rig.github().addGist("first-page-only", "g" + i, Map.of("a.txt", "a")));
    String fine = rig.github().addGist("fine", "fine", Map.of("a.txt", "a"));
    // The second page is refused for good, after the first was read.
    rig.github().failLaterPagesOf("first-page-only", 422, "{\"message\":\"no\"}");

    Run run = rig.run();

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E206);
    assertThat(GistsRig.step(run, "gists.visit").counts())
        .containsEntry("people", 3L)
        .containsEntry("unknown people", 1L)
        .containsEntry("failed people", 1L);
    assertThat(GistsRig.step(run, "gists.visit").notes().get("unknown at GitHub").toString())
        .contains("nobody-here");
    assertThat(rig.activitiesByGist()).containsEntry(fine, 1);
    assertThat(rig.sql("select count(*) from gists where description like 'g%'")).containsOnly("0");
    assertThat(rig.sql("select github_username from people where last_visit is null order by 1"))
        .containsExactly("first-page-only", "half-added", "nobody-here");
    assertThat(rig.pipedrive().persons()).extracting("name").doesNotContain("half-added");

    rig.github().failLaterPagesOf(null, 0, null);
    Run again = rig.run();

    assertThat(again.state()).as("%s", again.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(GistsRig.step(again, "pipedrive.gists").counts()).containsEntry("created", 101L);
  }

  @Test
  void whatPipedriveRefusedOrLostIsThereOnceAfterTheNextRun() {
    rig.track("lost");
    List<String> ids =
        IntStream.range(0, 6)
            .mapToObj(i -> rig.github().addGist("lost", "l" + i, Map.of("a.txt", "a")))
            .toList();
    rig.pipedrive().failNext("POST", "/api/v2/activities", 400, REFUSED, JSON, Map.of(), 1);
    rig.pipedrive().loseReplyOfNext("POST", "/api/v2/activities", 1);
    rig.pipedrive().failAfterMutation("POST", "/api/v2/activities", 1);

    Run run = rig.run();

    assertThat(run.failure().code()).isEqualTo(ErrorCode.E601);
    Run again = rig.run();
    assertThat(again.state()).as("%s", again.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.activitiesByGist()).containsAllEntriesOf(once(ids));
    assertThat(rig.sql("select count(*) from gists where activity_id is null")).containsOnly("0");
    int writes = rig.pipedrive().writeCalls();
    rig.run();
    assertThat(rig.pipedrive().writeCalls()).isEqualTo(writes);
  }

  @Test
  void aLedgerThatWasLostIsFilledAlsoWithGistsWhoseDescriptionsNameOthers() {
    rig.track("forker");
    String original = rig.github().addGist("forker", "original", Map.of("a.txt", "a"));
    String address = "https://gist.github.com/" + original + ".git";
    String fork = rig.github().addGist("forker", "fork of " + address, Map.of("a.txt", "a"));
    rig.run();
    int writes = rig.pipedrive().writeCalls();
    rig.sql("delete from caravan.sync_ledger");

    Run run = rig.run();

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.pipedrive().writeCalls()).isEqualTo(writes);
    assertThat(
            rig.sql("select count(*) from caravan.sync_ledger where external_key = '" + fork + "'"))
        .containsOnly("1");
  }

  @Test
  void theSecondaryLimitIsWaitedForAndALongerOneEndsTheVisitsOnly() {
    rig.track("patient");
    String id = rig.github().addGist("patient", "p", Map.of("a.txt", "a"));
    rig.github().limitNext(2, null);
    Run run = rig.run();
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.activitiesByGist()).containsEntry(id, 1);

    rig.github().limitNext(1, 600);
    // A process of its own: nobody calls GitHub from it for ten minutes now.
    try (Caravan twin = rig.twin()) {
      Run limited = twin.run(GistsRig.PIPELINE, "test", Map.of());

      assertThat(limited.failure().code()).isEqualTo(ErrorCode.E205);
      assertThat(limited.failure().again()).isPresent();
      assertThat(GistsRig.step(limited, "pipedrive.gists").state()).isEqualTo(RunState.SUCCEEDED);
    }
  }

  @Test
  void twoProcessesOnOneDatabaseExportEachGistOnce() {
    rig.track("shared");
    List<String> ids =
        IntStream.range(0, 40)
            .mapToObj(i -> rig.github().addGist("shared", "s" + i, Map.of("a.txt", "a")))
            .toList();
    rig.pipedrive().delayNext("POST", "/api/v2/activities", Duration.ofMillis(10), 20);
    try (Caravan twin = rig.twin()) {
      CompletableFuture<Object> other = CompletableFuture.supplyAsync(() -> attempt(twin));
      Object own = attempt(rig.caravan());

      assertThat(List.of(own, other.join()))
          .allMatch(end -> end == RunState.SUCCEEDED || end == ErrorCode.E701);
      assertThat(attempt(twin)).isEqualTo(RunState.SUCCEEDED);
    }
    assertThat(rig.activitiesByGist()).containsAllEntriesOf(once(ids));
  }

  private static Object attempt(Caravan caravan) {
    try {
      Run run = caravan.run(GistsRig.PIPELINE, "test", Map.of());
      return run.state() == RunState.SUCCEEDED ? run.state() : run.failure().code();
    } catch (CaravanException e) {
      return e.code();
    }
  }

  @Test
  void aPersonIsMadeOnceAlsoAfterALostReplyAndAUserIsSpeltAsAtGitHub() {
    rig.github().addUser("OctoBot");
    rig.pipedrive().loseReplyOfNext("POST", "/api/v2/persons", 1);

    Long id = rig.ask("pipedrive-person", "OctoBot", "pipedriveId", Long.class);

    assertThat(rig.ask("pipedrive-person", "octobot", "pipedriveId", Long.class)).isEqualTo(id);
    assertThat(rig.pipedrive().persons()).filteredOn("name", "OctoBot").hasSize(1);
    assertThat(rig.ask("github-user", "octobot", "githubLogin", String.class)).isEqualTo("OctoBot");
    for (String wrong : List.of("not-there", "../rate_limit", "")) {
      assertThatThrownBy(() -> rig.ask("github-user", wrong, "githubLogin", String.class))
          .hasMessageContaining("GitHub has no user of this name");
    }
  }

  @Test
  void aDryRunWritesNothingThere() {
    rig.track("dry");
    rig.run();
    rig.github().addGist("dry", "dry", Map.of("a.txt", "a"));
    int writes = rig.pipedrive().writeCalls();

    Run run = rig.caravan().run(GistsRig.PIPELINE, "test", Map.of("dryRun", true));

    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    assertThat(rig.pipedrive().writeCalls()).isEqualTo(writes);
    assertThat(GistsRig.step(run, "pipedrive.gists").notes().get("diff").toString())
        .contains("+ gist ");
  }

  private static final String JSON = "application/json";
  private static final String REFUSED =
      "{\"success\":false,\"error\":\"no\",\"errorCode\":400,\"data\":null}";

  private static Map<String, Integer> once(List<String> ids) {
    return ids.stream().collect(Collectors.toMap(id -> id, id -> 1));
  }
}
