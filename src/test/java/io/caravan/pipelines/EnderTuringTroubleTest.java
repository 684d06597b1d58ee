package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import io.caravan.run.RunState;
import io.caravan.sandbox.EnderTuringSandbox;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may go wrong at Ender Turing: it is said with a next step, and nothing is half loaded. */
class EnderTuringTroubleTest {

  private static final String STREAM = "enderturing.sessions";

  private EnderTuringRig rig;

  @BeforeEach
  void start() {
    rig = new EnderTuringRig().with("enderturing.start", "-P2D").with("http.retries", "2");
  }

  @AfterEach
  void stop() {
    // Null where the contract is absent and the test was left out.
    if (rig != null) {
      rig.close();
    }
  }

  private LocalDate day(int before) {
    return rig.today().minusDays(before);
  }

  private List<Map<String, Object>> sessions(int before) {
    return rig.service().records("sessions").stream()
        .filter(session -> session.get("start_dt").toString().startsWith(day(before).toString()))
        .toList();
  }

  private RunOptions only(int before) {
    return RunOptions.backfill(day(before) + "T00:00:00Z", day(before - 1) + "T00:00:00Z");
  }

  private void succeeds(Run run) {
    assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
  }

  private CaravanException failure(Run run, ErrorCode code) {
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).as("%s", run.failure()).isEqualTo(code);
    assertThat(run.failure().fixes()).isNotEmpty();
    return run.failure();
  }

  private long loaded() throws Exception {
    return rig.query("select 1 from information_schema.tables where table_schema = 'enderturing'")
            .isEmpty()
        ? 0
        : Long.parseLong(rig.query("select count(*) from enderturing.sessions").get(0));
  }

  private String bookmark() throws Exception {
    List<String> found =
        rig.query("select value->>'cursor' from caravan.bookmarks where stream = '" + STREAM + "'");
    return found.isEmpty() ? null : found.get(0);
  }

  @Test
  void aSessionWithoutAnIdIsARejectAndTheOthersAreLoaded() throws Exception {
    Map<String, Object> nameless = new HashMap<>(sessions(2).get(0));
    nameless.put("id", null);
    rig.service().put("sessions", nameless);

    CaravanException failure = failure(rig.run(STREAM, only(2)), ErrorCode.E313);

    assertThat(failure.why()).contains("the key id is missing or null");
    assertThat(loaded()).isEqualTo(11);
    assertThat(rig.query("select count(*)::text from caravan.rejects")).containsExactly("1");
  }

  @Test
  void aDayWithMoreSessionsThanAreShownIsReadInPieces() throws Exception {
    rig.with("enderturing.most-hits", "4");
    rig.service().setMostHits(4);

    succeeds(rig.run(STREAM, only(2)));

    assertThat(loaded()).isEqualTo(11);
  }

  @Test
  void aMinuteWithMoreSessionsThanAreShownEndsTheReadAndSaysSo() throws Exception {
    rig.with("enderturing.most-hits", "1");
    rig.service().setMostHits(1);

    CaravanException failure = failure(rig.run(STREAM, only(2)), ErrorCode.E206);

    assertThat(failure.getMessage()).contains("One minute has more records");
    assertThat(bookmark()).isNull();
  }

  @Test
  void fewerSessionsThanTheServiceCountsAreNoSuccess() throws Exception {
    rig.service().failNext("sessions/filter/number_of_sessions", 200, "[99, 1]", 99);

    CaravanException failure = failure(rig.run(STREAM), ErrorCode.E206);

    assertThat(failure.why()).contains("it counts 99, and 9 came");
    assertThat(bookmark()).isNull();
    rig.service().clearFaults();
    succeeds(rig.run(STREAM));
    assertThat(bookmark()).isEqualTo(day(0) + "T00:00:00Z");
    assertThat(loaded()).isEqualTo(21);
  }

  @Test
  void aCallForASessionIsTriedAgainAndThenARejectThatKeepsTheBookmark() throws Exception {
    String id = sessions(1).get(3).get("id").toString();
    rig.service().failNext("sessions/" + id + "/summary", 503, "{\"detail\":\"busy\"}", 2);
    succeeds(rig.run(STREAM, only(1)));
    rig.execute("truncate enderturing.sessions");

    rig.service().failNext("sessions/" + id + "/summary", 503, "{\"detail\":\"busy\"}", 99);
    CaravanException failure = failure(rig.run(STREAM), ErrorCode.E313);

    assertThat(failure.why()).contains("a call for more of it failed", "503");
    assertThat(bookmark()).isNull();
    assertThat(rig.query("select id from enderturing.sessions where id = '" + id + "'")).isEmpty();
    assertThat(loaded()).isEqualTo(20);
    assertThat(rig.query("select raw::jsonb->>'id' from caravan.rejects")).containsExactly(id);

    rig.service().clearFaults();
    succeeds(rig.run(STREAM));
    assertThat(loaded()).isEqualTo(21);
  }

  @Test
  void aWrongPasswordLoadsNothingAndIsNeverASuccess() throws Exception {
    rig.with("enderturing.token", "")
        .with("enderturing.token-url", rig.address() + "/api/v1/login/access-token")
        .with("enderturing.user", EnderTuringSandbox.USER)
        .with("enderturing.password", "not-the-password");

    Run run = rig.run("enderturing");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.failure().code()).as("%s", run.failure()).isIn(ErrorCode.E202, ErrorCode.E203);
    assertThat(run.failure().fixes()).isNotEmpty();
    assertThat(loaded()).isZero();
  }

  @Test
  void aLoginIsRenewedInTheMiddleAndOneThatFailsThereEndsTheRun() throws Exception {
    rig.with("enderturing.token", "")
        .with("enderturing.token-url", rig.address() + "/api/v1/login/access-token")
        .with("enderturing.user", EnderTuringSandbox.USER)
        .with("enderturing.password", EnderTuringSandbox.PASSWORD);
    AtomicInteger calls = new AtomicInteger();
    Runnable[] atCall = {() -> rig.service().expireAccessTokens()};
    rig.onExchange(
        exchange -> {
          if (calls.incrementAndGet() == 12) {
            atCall[0].run();
          }
        });

    succeeds(rig.run(STREAM, only(2)));
    assertThat(rig.service().logins()).isEqualTo(2);

    calls.set(0);
    atCall[0] =
        () -> {
          rig.service().setPassword("another one");
          rig.service().expireAccessTokens();
        };
    Run half = rig.run(STREAM);
    assertThat(half.state()).isEqualTo(RunState.FAILED);
    assertThat(half.failure().code()).as("%s", half.failure()).isIn(ErrorCode.E202, ErrorCode.E203);
    assertThat(bookmark()).isNull();

    atCall[0] = () -> {};
    rig.with("enderturing.password", "another one").restart();
    succeeds(rig.run(STREAM));
    assertThat(loaded()).isEqualTo(21);
  }
}
