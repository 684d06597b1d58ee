package io.caravan.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.web.StandIns;
import io.caravan.web.WebRig;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users of the service before rely on, and what is new, on any database. */
abstract class PeopleContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PEOPLE = "/api/v1/people";

  abstract WebRig rig();

  @BeforeEach
  void twoPeople() throws Exception {
    StandIns.PERSONS.clear();
    // Makes the tables.
    assertThat(rig().asker.get(PEOPLE).statusCode()).isEqualTo(200);
    rig()
        .execute(
            "delete from people",
            "insert into people (id, github_username, pipedrive_id) values (101, 'Never', 1)",
            "insert into people (id, github_username, pipedrive_id, last_visit) values (102, 'visited', 2, '2026-11-21 12:00:00.4')",
            "insert into gists (id, person_id, gist_id, description, pull_url, created_at) values (201, 102, 'a1', 'now', 'https://gist.github.com/a1.git', '2026-11-21 12:00:00.1')",
            "insert into gists (id, person_id, gist_id, created_at) values (202, 102, 'a2', '2026-11-21 11:00:00')",
            "insert into gists (id, person_id, gist_id, created_at) values (203, 102, 'a3', '2026-11-21 13:00:00')",
            "insert into gist_files (gist_id, name, raw_url) values (201, 'one.txt', 'https://gist.githubusercontent.com/1')",
            "insert into gist_files (gist_id, name, raw_url) values (201, 'two.txt', null)");
  }

  @AfterEach
  void pipedriveWorksAgain() {
    StandIns.failWith(null);
  }

  private JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  private void assertProblem(HttpResponse<String> answer, int status, String detail)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(answer).get("detail").asText()).startsWith(detail);
    assertThat(json(answer).get("status").asInt()).isEqualTo(status);
  }

  @Test
  void aPersonIsShownWithTheGistsSinceTheLastVisit() throws Exception {
    JsonNode person = json(rig().asker.get(PEOPLE + "/visited"));

    assertThat(person.get("gists")).hasSize(2);
    assertThat(person.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "created_at",
            "updated_at",
            "github_username",
            "last_visit",
            "pipedrive_id",
            "gists");
    assertThat(person.get("last_visit").asText()).startsWith("2026-11-21T12:00:00.4").endsWith("Z");
    JsonNode gist = person.get("gists").get(0);
    assertThat(gist.fieldNames())
        .toIterable()
        .containsExactly("id", "created_at", "updated_at", "description", "pull_url", "files");
    assertThat(gist.get("files"))
        .extracting(file -> file.get("name").asText(), file -> file.get("raw_url").isNull())
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("one.txt", false),
            org.assertj.core.api.Assertions.tuple("two.txt", true));
  }

  @Test
  void aPersonIsShownWithAllGistsOnRequestAndWithoutRegardToCapitals() throws Exception {
    assertThat(json(rig().asker.get(PEOPLE + "/VISITED?getAllGists=true")).get("gists")).hasSize(3);
    assertThat(json(rig().asker.get(PEOPLE + "/visited/?getAllGists=yes")).get("gists")).hasSize(2);
  }

  @Test
  void whoWasNeverVisitedHasNoGistsAndNothingNewIsNull() throws Exception {
    JsonNode never = json(rig().asker.get(PEOPLE + "/never"));
    assertThat(never.get("gists").isArray()).isTrue();
    assertThat(never.get("gists")).isEmpty();
    assertThat(never.get("last_visit").isNull()).isTrue();

    rig().execute("update people set last_visit = '2026-11-21 14:00:00' where id = 102");
    assertThat(json(rig().asker.get(PEOPLE + "/visited")).get("gists").isNull()).isTrue();
  }

  @Test
  void anUnknownPersonIsNotFound() throws Exception {
    assertProblem(rig().asker.get(PEOPLE + "/nobody"), 404, "Person not found");
    assertProblem(rig().asker.get(PEOPLE + "/a%27b%20c"), 404, "Person not found");
  }

  @Test
  void whatWasSeenIsNotSentAgain() throws Exception {
    HttpResponse<String> first = rig().asker.get(PEOPLE + "/visited");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = rig().asker.get(PEOPLE + "/visited", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).hasValue(tag);

    rig().execute("update gists set description = 'edited' where id = 203");
    assertThat(rig().asker.get(PEOPLE + "/visited", "If-None-Match", tag).statusCode())
        .isEqualTo(200);
  }

  @Test
  void thePeopleAreOneArrayOrPages() throws Exception {
    HttpResponse<String> all = rig().asker.get(PEOPLE + "/");
    assertThat(json(all)).hasSize(2);
    assertThat(json(all).get(1).get("gists")).hasSize(3);
    assertThat(all.headers().firstValue("Link")).isEmpty();

    HttpResponse<String> first = rig().asker.get(PEOPLE + "?limit=1");
    assertThat(json(first)).hasSize(1);
    String link = first.headers().firstValue("Link").orElseThrow();
    assertThat(link).endsWith(">; rel=\"next\"");
    HttpResponse<String> second = rig().asker.get(link.substring(1, link.indexOf('>')));
    assertThat(json(second).get(0).get("github_username").asText()).isEqualTo("visited");
    assertThat(second.headers().firstValue("Link")).isEmpty();

    assertProblem(rig().asker.get(PEOPLE + "?limit=0"), 400, "limit has to be");
    assertProblem(rig().asker.get(PEOPLE + "?cursor=x"), 400, "cursor has to be");
    rig().execute("delete from people");
    assertThat(rig().asker.get(PEOPLE).body()).isEqualTo("[]");
  }

  @Test
  void whoIsOnlyClaimedIsNotShownAndNeitherAreTheGists() throws Exception {
    rig()
        .execute(
            "insert into people (id, github_username, being_added) values (103, 'claimed', current_timestamp)",
            "insert into people (id, github_username) values (104, 'last')",
            "insert into gists (id, person_id, gist_id) values (204, 103, 'a4')",
            "insert into gists (id, person_id, gist_id) values (205, 104, 'a5')",
            "insert into gist_files (gist_id, name) values (204, 'hidden.txt')",
            "insert into gist_files (gist_id, name) values (205, 'shown.txt')");

    JsonNode page = json(rig().asker.get(PEOPLE + "?limit=2&cursor=101"));

    assertThat(page.findValuesAsText("github_username")).containsExactly("visited", "last");
    assertThat(page.findValuesAsText("name")).containsExactly("one.txt", "two.txt", "shown.txt");
    assertThat(rig().asker.get(PEOPLE + "/claimed").statusCode()).isEqualTo(404);
  }

  @Test
  void aPersonIsAddedByFormByQueryAndByJson() throws Exception {
    HttpResponse<String> form = rig().asker.form(PEOPLE, "username=octocat");
    assertThat(form.statusCode()).as(form.body()).isEqualTo(201);
    assertThat(form.body()).isEmpty();
    assertThat(form.headers().firstValue("Location")).hasValue(PEOPLE + "/Octocat");
    assertThat(rig().asker.send("POST", PEOPLE + "?username=hubot", null).statusCode())
        .isEqualTo(201);
    assertThat(
            rig()
                .asker
                .send(
                    "POST",
                    PEOPLE + "/",
                    "{\"username\": \"defunkt\"}",
                    "Content-Type",
                    "application/json")
                .statusCode())
        .isEqualTo(201);

    assertThat(StandIns.PERSONS).containsOnlyKeys("octocat", "hubot", "defunkt");
    JsonNode added = json(rig().asker.get(PEOPLE + "/octocat"));
    assertThat(added.get("github_username").asText()).isEqualTo("Octocat");
    assertThat(added.get("pipedrive_id").asLong()).isEqualTo(StandIns.PERSONS.get("octocat"));
  }

  @Test
  void whoIsTrackedOrMissingOrUnknownIsRefused() throws Exception {
    assertProblem(rig().asker.form(PEOPLE, "username="), 400, "missing github username");
    assertProblem(rig().asker.send("POST", PEOPLE, null), 400, "missing github username");
    assertProblem(rig().asker.form(PEOPLE, "username=NEVER"), 400, "error saving person: ");
    assertProblem(rig().asker.form(PEOPLE, "username=a%20b"), 400, "error saving person: ");
    assertProblem(
        rig().asker.form(PEOPLE, "username=nobody"),
        400,
        "error saving person: GitHub has no user");
    assertProblem(
        rig().asker.send("POST", PEOPLE, "{", "Content-Type", "application/json"),
        400,
        "the body is not JSON");

    assertThat(StandIns.PERSONS).isEmpty();
    assertThat(rig().value("select count(*) from people")).isEqualTo("2");
  }

  @Test
  void aFailureOfPipedriveTracksNobodyAndTheNextTryDoes() throws Exception {
    StandIns.failWith("out of order");
    assertProblem(
        rig().asker.form(PEOPLE, "username=octocat"),
        500,
        "error creating a person in pipedrive: ");
    assertThat(rig().value("select count(*) from people")).isEqualTo("2");

    StandIns.failWith(null);
    assertThat(rig().asker.form(PEOPLE, "username=octocat").statusCode()).isEqualTo(201);
  }

  @Test
  void ofManyWhoAddTheSameAtOnceOneDoes() throws Exception {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return rig().asker.form(PEOPLE, "username=octocat").statusCode();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }

    assertThat(answers.stream().map(CompletableFuture::join).sorted().toList())
        .containsExactly(201, 400, 400, 400, 400, 400, 400, 400);
    assertThat(rig().value("select count(*) from people where login = 'octocat'")).isEqualTo("1");
  }

  @Test
  void aPersonLeftHalfAddedIsSeenByNobodyAndAddedLater() throws Exception {
    rig()
        .execute(
            "insert into people (github_username, being_added) values ('octocat', current_timestamp)");
    assertProblem(rig().asker.get(PEOPLE + "/octocat"), 404, "Person not found");
    assertThat(json(rig().asker.get(PEOPLE))).hasSize(2);
    assertProblem(rig().asker.form(PEOPLE, "username=octocat"), 400, "error saving person: ");

    rig().execute("update people set being_added = '2026-11-01 00:00:00' where login = 'octocat'");
    assertThat(rig().asker.form(PEOPLE, "username=octocat").statusCode()).isEqualTo(201);
  }

  @Test
  void aPersonIsRemovedWithGistsAndFiles() throws Exception {
    HttpResponse<String> removed = rig().asker.send("DELETE", PEOPLE + "/Visited", null);

    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    assertThat(removed.body()).isEmpty();
    assertThat(rig().value("select count(*) from gists")).isEqualTo("0");
    assertThat(rig().value("select count(*) from gist_files")).isEqualTo("0");
    assertProblem(
        rig().asker.send("DELETE", PEOPLE + "/visited", null),
        400,
        "err deleting person: person not found");
  }

  @Test
  void thePersonInPipedriveIsDeletedOnlyOnRequest() throws Exception {
    rig().asker.form(PEOPLE, "username=octocat");
    rig().asker.send("DELETE", PEOPLE + "/octocat", null);
    assertThat(StandIns.PERSONS).containsKey("octocat");

    rig().asker.form(PEOPLE, "username=octocat");
    StandIns.failWith("out of order");
    assertThat(
            rig()
                .asker
                .send("DELETE", PEOPLE + "/octocat?deletePipedrivePerson=true", null)
                .statusCode())
        .isEqualTo(500);
    StandIns.failWith(null);
    assertThat(
            rig()
                .asker
                .send("DELETE", PEOPLE + "/octocat?deletePipedrivePerson=true", null)
                .statusCode())
        .isEqualTo(200);
    assertThat(StandIns.PERSONS).isEmpty();
  }
}
