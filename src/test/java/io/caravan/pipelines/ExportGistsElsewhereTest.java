package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.app.Caravan;
import io.caravan.error.ErrorCode;
import io.caravan.load.MariaDbServer;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** People in a MariaDB, notes in place of activities, and GitHub without a token. */
class ExportGistsElsewhereTest {

  @Test
  void fromMariaDbWithoutATokenEachGistIsOneNote() throws Exception {
    Optional<MariaDbServer> server = MariaDbServer.find();
    Assumptions.assumeTrue(server.isPresent(), "no MariaDB on this machine");
    try (GistsRig rig =
        new GistsRig(
            Map.of(
                "db.people.url", server.get().create(),
                "export-gists.as", "notes",
                "github.token", ""))) {
      rig.track("Mona");
      String id = rig.github().addGist("Mona", "smile \uD83D\uDE00", Map.of("a.txt", "a"));
      String gone = rig.github().addGist("Mona", null, Map.of("b.txt", "b"));
      rig.pipedrive().loseReplyOfNext("POST", "/api/v1/notes", 1);

      Run first = rig.run();

      assertThat(first.state()).as("%s", first.failure()).isEqualTo(RunState.SUCCEEDED);
      assertThat(rig.notesByGist()).isEqualTo(Map.of(id, 1, gone, 1));
      assertThat(rig.pipedrive().notes().toString())
          .contains("Description: smile \uD83D\uDE00<br>");
      assertThat(rig.sql("select count(*) from gists where activity_id is null"))
          .containsExactly("0");
      assertThat(
              rig.sql(
                  "select timestampdiff(second, last_visit, utc_timestamp(6)) between 0 and 60 from people"))
          .containsExactly("1");
      assertThat(
              rig.calls().stream()
                  .filter(call -> call.request().path().startsWith("/github"))
                  .noneMatch(call -> call.request().headers().containsKey("authorization")))
          .isTrue();

      rig.github().advanceClock(Duration.ofMinutes(5));
      rig.github().editGist(id, "edited", Map.of());
      int created = rig.pipedrive().created("note");
      rig.run();
      Run third = rig.run();

      assertThat(third.state()).as("%s", third.failure()).isEqualTo(RunState.SUCCEEDED);
      assertThat(rig.pipedrive().created("note")).isEqualTo(created);
      assertThat(rig.pipedrive().updated("note")).isEqualTo(1);
      assertThat(rig.pipedrive().notes().toString()).contains("Description: edited<br>");
      assertThat(rig.problems()).isEmpty();

      anotherWarehouseIsRefusedUntilItTakesOver(rig);
      theHourIsUsedUp(rig);
    }
  }

  private static void anotherWarehouseIsRefusedUntilItTakesOver(GistsRig rig) {
    int writes = rig.pipedrive().writeCalls();
    try (Caravan stranger = rig.stranger()) {
      Run refused = stranger.run(GistsRig.PIPELINE, "test", Map.of());
      assertThat(refused.failure().code()).isEqualTo(ErrorCode.E701);

      Run over = stranger.run(GistsRig.PIPELINE, "test", Map.of("takeOver", "true"));
      assertThat(over.state()).as("%s", over.failure()).isEqualTo(RunState.SUCCEEDED);
      assertThat(GistsRig.step(over, "pipedrive.gists").counts()).containsEntry("same", 2L);
    }
    assertThat(rig.pipedrive().writeCalls()).isEqualTo(writes);
    assertThat(rig.run().failure().code()).isEqualTo(ErrorCode.E701);
    Run back = rig.caravan().run(GistsRig.PIPELINE, "test", Map.of("takeOver", "true"));
    assertThat(back.state()).as("%s", back.failure()).isEqualTo(RunState.SUCCEEDED);
  }

  /** Whom the calls do not suffice for is visited first by the next run. */
  private static void theHourIsUsedUp(GistsRig rig) {
    rig.github().setHourlyLimits(5_000, rig.github().calls() + 1);
    for (String login : List.of("one", "two", "three")) {
      rig.track(login);
      rig.github().addGist(login, login, Map.of("a.txt", "a"));
    }

    Run limited = rig.run();

    assertThat(limited.failure().code()).isEqualTo(ErrorCode.E205);
    assertThat(limited.failure().again()).isPresent();
    assertThat(rig.sql("select github_username from people where last_visit is null order by id"))
        .containsExactly("two", "three");
    assertThat(rig.pipedrive().notes()).hasSize(3);
  }
}
