package io.caravan.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.sandbox.GitHubSandbox;
import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import io.caravan.web.WebRig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding and removing with the routes that ask GitHub and Pipedrive, against the sandbox. */
class PeopleAndVendorsTest {

  private static final String PEOPLE = "/api/v1/people";

  @TempDir Path folder;

  @Test
  void aPersonIsMadeOnceAlsoWhenAReplyIsLostAndDeletedOnRequest() throws Exception {
    try (Sandbox sandbox = Sandbox.start(0);
        WebRig rig =
            new WebRig(
                folder,
                Map.of(
                    "pipedrive.base-url",
                    sandbox.address().toString(),
                    "pipedrive.token",
                    PipedriveSandbox.API_TOKEN,
                    "github.base-url",
                    sandbox.address() + GitHubSandbox.BASE,
                    "github.token",
                    GitHubSandbox.TOKEN,
                    "http.first-wait",
                    "1ms"),
                true)) {
      PipedriveSandbox pipedrive = sandbox.pipedrive();
      HttpResponse<String> added = rig.asker.form(PEOPLE, "username=OCTOCAT");
      assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
      assertThat(added.headers().firstValue("Location")).hasValue(PEOPLE + "/octocat");
      assertThat(rig.asker.form(PEOPLE, "username=nobody-here").statusCode()).isEqualTo(400);
      assertThat(pipedrive.persons()).hasSize(1);

      sandbox.github().addUser("hubot");
      pipedrive.loseReplyOfNext("POST", "/api/v2/persons", 1);
      HttpResponse<String> lost = rig.asker.form(PEOPLE, "username=hubot");
      if (lost.statusCode() != 201) {
        assertThat(lost.statusCode()).as(lost.body()).isEqualTo(500);
        assertThat(rig.value("select count(*) from people")).isEqualTo("1");
        assertThat(rig.asker.form(PEOPLE, "username=hubot").statusCode()).isEqualTo(201);
      }
      assertThat(pipedrive.persons()).hasSize(2);

      String known = rig.value("select pipedrive_id from people where login = 'hubot'");
      assertThat(pipedrive.persons())
          .anySatisfy(person -> assertThat(person.get("id").toString()).isEqualTo(known));
      assertThat(
              rig.asker
                  .send("DELETE", PEOPLE + "/hubot?deletePipedrivePerson=true", null)
                  .statusCode())
          .isEqualTo(200);
      assertThat(pipedrive.persons()).hasSize(1);
    }
  }
}
