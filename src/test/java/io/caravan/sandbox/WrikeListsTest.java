package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WrikeListsTest {

  private Sandbox sandbox;
  private WrikeSandbox wrike;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    wrike = sandbox.wrike();
    caller = new Caller(sandbox.address());
    caller.use(WrikeSandbox.PERMANENT_TOKEN);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static String since(String time) {
    return "updatedDate=" + Caller.encoded("{\"start\":\"" + time + "\"}");
  }

  @Test
  void pagesLeadToEveryTaskOnceAndTheLastHasNoToken() {
    Set<String> ids = new LinkedHashSet<>();
    JsonNode page = caller.get("/api/v4/tasks?pageSize=500&subTasks=true").json();
    int pages = 1;
    page.path("data").forEach(task -> ids.add(task.path("id").asText()));
    while (page.has("nextPageToken")) {
      page =
          caller.get("/api/v4/tasks?nextPageToken=" + page.path("nextPageToken").asText()).json();
      page.path("data").forEach(task -> ids.add(task.path("id").asText()));
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(wrike.records("tasks").size());
  }

  @Test
  void withoutAPageSizeTheListIsCutWithoutAWord() {
    JsonNode answer = caller.get("/api/v4/tasks?subTasks=true").json();

    assertThat(answer.path("data")).hasSize(1000);
    assertThat(answer.has("nextPageToken")).isFalse();
  }

  @Test
  void aTokenStandsForTheWholeQuestionAndNothingMayStandBesideIt() {
    String token =
        caller
            .get("/api/v4/tasks?pageSize=3&sortField=UpdatedDate&sortOrder=Asc")
            .json()
            .path("nextPageToken")
            .asText();

    JsonNode second = caller.get("/api/v4/tasks?pageSize=3&nextPageToken=" + token).json();
    assertThat(second.path("data")).hasSize(3);
    assertThat(caller.get("/api/v4/tasks?sortOrder=Asc&nextPageToken=" + token).status())
        .isEqualTo(400);
    assertThat(caller.get("/api/v4/audit_log?nextPageToken=" + token).status()).isEqualTo(400);
  }

  @Test
  void aFilterIncludesItsStartAndExcludesItsEnd() {
    String id = wrike.add("tasks", Map.of("title", "New", "status", "Active", "scope", "WsTask"));
    String updated = caller.get("/api/v4/tasks/" + id).data().get(0).path("updatedDate").asText();

    assertThat(caller.get("/api/v4/tasks?" + since(updated)).data()).hasSize(1);
    String none =
        Caller.encoded("{\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-01T00:00:00Z\"}");
    assertThat(caller.get("/api/v4/tasks?updatedDate=" + none).data()).isEmpty();
  }

  @Test
  void partsOfTasksAreShownOnRequestOnly() {
    assertThat(caller.get("/api/v4/tasks?pageSize=1000").json().path("responseSize").asInt())
        .isLessThan(wrike.records("tasks").size());
    JsonNode plain = caller.get("/api/v4/tasks?pageSize=1").data().get(0);
    JsonNode asked =
        caller
            .get("/api/v4/tasks?pageSize=1&fields=" + Caller.encoded("[\"parentIds\"]"))
            .data()
            .get(0);

    assertThat(plain.has("parentIds")).isFalse();
    assertThat(asked.has("parentIds")).isTrue();
    assertThat(caller.get("/api/v4/tasks?fields=" + Caller.encoded("[\"mood\"]")).status())
        .isEqualTo(400);
  }

  @Test
  void foldersComeAsATreeUnlessAFilterIsGiven() {
    JsonNode tree = caller.get("/api/v4/folders").json();
    JsonNode full = caller.get("/api/v4/folders?" + since("2000-01-01T00:00:00Z")).json();

    assertThat(tree.path("kind").asText()).isEqualTo("folderTree");
    assertThat(tree.path("data").get(0).has("updatedDate")).isFalse();
    assertThat(full.path("kind").asText()).isEqualTo("folders");
    assertThat(full.path("data").get(0).has("updatedDate")).isTrue();
    assertThat(caller.get("/api/v4/folders?deleted=true").data()).hasSize(1);
  }

  @Test
  void aDeletedTaskIsNoLongerListed() {
    int before = caller.get("/api/v4/tasks?pageSize=1").json().path("responseSize").asInt();

    wrike.delete("tasks", (String) wrike.records("tasks").get(0).get("id"));

    assertThat(caller.get("/api/v4/tasks?pageSize=1").json().path("responseSize").asInt())
        .isEqualTo(before - 1);
  }

  @Test
  void aMinuteHasRoomForSoManyCalls() {
    wrike.setCallsPerMinute(2);
    caller.get("/api/v4/spaces");
    caller.get("/api/v4/spaces");

    assertThat(caller.get("/api/v4/spaces").json().path("error").asText())
        .isEqualTo("rate_limit_exceeded");
    wrike.advanceClock(Duration.ofSeconds(61));
    assertThat(caller.get("/api/v4/spaces").status()).isEqualTo(200);
  }

  @Test
  void aRefreshEndsTheTokenBeforeAndTellsTheHost() {
    String client = WrikeSandbox.CLIENT_ID + ":" + WrikeSandbox.CLIENT_SECRET;
    Map<String, String> form =
        Map.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            (String) wrike.login().get("refresh_token"));

    JsonNode tokens = caller.form("/oauth2/token", form, client).json();

    assertThat(tokens.path("host").asText()).isEqualTo(sandbox.address().getAuthority());
    assertThat(caller.form("/oauth2/token", form, client).json().path("error").asText())
        .isEqualTo("invalid_grant");
    caller.use(tokens.path("access_token").asText());
    assertThat(caller.get("/api/v4/contacts").status()).isEqualTo(200);
    wrike.expireAccessTokens();
    assertThat(caller.get("/api/v4/contacts").status()).isEqualTo(401);
  }

  @Test
  void whatIsAddedWithATitleOnlyIsShownByEveryList() {
    Map<String, String> lists =
        Map.of(
            "tasks", "tasks?pageSize=1000&status=Active&subTasks=true&sortField=UpdatedDate",
            "folders", "folders?" + since("2000-01-01T00:00:00Z"),
            "contacts", "contacts?deleted=false",
            "timelogs", "timelogs?" + since("2000-01-01T00:00:00Z"),
            "workflows", "workflows",
            "customfields", "customfields",
            "spaces", "spaces",
            "timelog_categories", "timelog_categories",
            "audit_log",
                "audit_log?eventDate="
                    + Caller.encoded("{\"start\":\"" + Instant.now().minusSeconds(60) + "\"}"));
    lists.forEach(
        (list, path) -> {
          String id = wrike.add(list, Map.of("title", "Little is known"));

          List<String> ids = new ArrayList<>();
          caller.get("/api/v4/" + path).data().forEach(row -> ids.add(row.path("id").asText()));
          assertThat(ids).as(list).contains(id);
        });
    assertThat(lists).hasSize(9);
  }

  @Test
  void aNewTaskIsActiveAndOfNormalImportanceUnlessSomethingElseIsGiven() {
    String plain = wrike.add("tasks", Map.of("title", "Plain"));
    String done = wrike.add("tasks", Map.of("title", "Done", "status", "Completed"));

    JsonNode tasks = caller.get("/api/v4/tasks/" + plain + "," + done).json().path("data");

    assertThat(tasks.findValuesAsText("status")).containsExactly("Active", "Completed");
    assertThat(tasks.findValuesAsText("importance")).containsExactly("Normal", "Normal");
    assertThat(tasks.get(0).has("completedDate")).isFalse();
    assertThat(tasks.get(1).has("completedDate")).isTrue();
  }

  @Test
  void aDeletedRecordDoesNotLendItsIdToTheNext() {
    String first = wrike.add("timelogs", Map.of("hours", 1));
    wrike.delete("timelogs", first);

    assertThat(wrike.add("timelogs", Map.of("hours", 2))).isNotEqualTo(first);
  }

  @Test
  void whatAPersonDoesCanBeOrderedOverHttp() {
    String id =
        caller
            .post(
                "/sandbox/wrike/add",
                "{\"list\":\"tasks\",\"fields\":{\"title\":\"T\",\"scope\":\"WsTask\"}}")
            .json()
            .path("id")
            .asText();

    caller.post(
        "/sandbox/wrike/change",
        "{\"list\":\"tasks\",\"id\":\"" + id + "\",\"fields\":{\"title\":\"Changed\"}}");

    assertThat(caller.get("/api/v4/tasks/" + id).data().get(0).path("title").asText())
        .isEqualTo("Changed");
    caller.post("/sandbox/wrike/faults", "{\"fault\":\"minute-limit\",\"calls\":0}");
    assertThat(caller.get("/api/v4/contacts").status()).isEqualTo(429);
    assertThat(caller.post("/sandbox/wrike/faults", "{\"fault\":\"rain\"}").status())
        .isEqualTo(400);
  }
}
