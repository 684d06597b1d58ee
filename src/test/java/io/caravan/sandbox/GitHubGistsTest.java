package io.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubGistsTest {

  private static final String GISTS = "/github/users/Mona/gists";

  private Sandbox sandbox;
  private GitHubSandbox github;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(0);
    github = sandbox.github();
    github.addUser("Mona");
    caller = new Caller(sandbox.address());
    caller.use(GitHubSandbox.TOKEN);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void pagesAreLinkedUntilTheLast() {
    for (int i = 0; i < 31; i++) {
      github.addGist("Mona", "gist " + i, Map.of("a.txt", "a"));
    }

    Caller.Answer first = caller.get(GISTS);
    assertThat(first.json()).hasSize(30);
    assertThat(first.header("Link"))
        .isEqualTo(
            "<"
                + sandbox.address()
                + GISTS
                + "?page=2>; rel=\"next\", <"
                + sandbox.address()
                + GISTS
                + "?page=2>; rel=\"last\"");
    Caller.Answer second = caller.get(GISTS + "?page=2");
    assertThat(second.json()).hasSize(1);
    assertThat(second.header("Link")).contains("rel=\"first\"").doesNotContain("rel=\"next\"");
    Set<String> ids = new HashSet<>();
    first.json().forEach(gist -> ids.add(gist.path("id").asText()));
    second.json().forEach(gist -> ids.add(gist.path("id").asText()));
    assertThat(ids).hasSize(31);
    assertThat(caller.get(GISTS + "?per_page=100").header("Link")).isNull();
  }

  @Test
  void sinceIsMeantOfTheLastChange() {
    String old = github.addGist("Mona", "old", Map.of("a.txt", "a"));
    github.advanceClock(Duration.ofMinutes(10));
    String edited = github.addGist("Mona", "new", Map.of("a.txt", "a"));
    String time = caller.get(GISTS).json().path(0).path("updated_at").asText();
    assertThat(caller.get(GISTS + "?since=" + time).json()).isEmpty();

    github.advanceClock(Duration.ofMinutes(10));
    github.editGist(old, "edited", Map.of("b.txt", "b"));

    JsonNode since = caller.get(GISTS + "?since=" + time).json();
    assertThat(since).hasSize(1);
    assertThat(since.path(0).path("id").asText()).isEqualTo(old).isNotEqualTo(edited);
    assertThat(since.path(0).path("files").size()).isEqualTo(2);
    assertThat(since.path(0).path("created_at")).isNotEqualTo(since.path(0).path("updated_at"));
  }

  @Test
  void aLongFileIsCutAndSaysSo() {
    String id = github.addGist("mona", null, Map.of("long.txt", "x".repeat(1_048_577)));

    JsonNode file = caller.get("/github/gists/" + id).json().path("files").path("long.txt");
    assertThat(file.path("truncated").asBoolean()).isTrue();
    assertThat(file.path("content").asText()).hasSize(1_048_576);
    assertThat(file.path("size").asInt()).isEqualTo(1_048_577);
  }

  @Test
  void anAnswerThatHasNotChangedIsFreeForWhoeverHasAToken() {
    github.addGist("Mona", "one", Map.of("a.txt", "a"));
    Caller.Answer first = caller.get(GISTS);
    String tag = first.header("ETag");
    String bearer = "Bearer " + GitHubSandbox.TOKEN;

    Caller.Answer same = caller.getWith(GISTS, "Authorization", bearer, "If-None-Match", tag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.text()).isEmpty();
    assertThat(same.header("X-RateLimit-Remaining"))
        .isEqualTo(first.header("X-RateLimit-Remaining"));
    assertThat(caller.getWith(GISTS, "If-None-Match", tag).status()).isEqualTo(200);

    github.addGist("Mona", "two", Map.of("a.txt", "a"));
    assertThat(caller.getWith(GISTS, "Authorization", bearer, "If-None-Match", tag).status())
        .isEqualTo(200);
  }

  @Test
  void withoutATokenSixtyCallsAnHourAreAllowed() {
    Caller.Answer last = null;
    for (int i = 0; i < 60; i++) {
      last = caller.getWith("/github/users/mona");
      assertThat(last.status()).isEqualTo(200);
    }
    assertThat(last.header("X-RateLimit-Remaining")).isEqualTo("0");

    Caller.Answer refused = caller.getWith("/github/users/mona");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("message").asText()).contains("API rate limit exceeded");
    assertThat(Long.parseLong(refused.header("X-RateLimit-Reset")))
        .isGreaterThan(System.currentTimeMillis() / 1000);
    assertThat(caller.get("/github/users/mona").status()).isEqualTo(200);

    github.advanceClock(Duration.ofHours(1));
    assertThat(caller.getWith("/github/users/mona").status()).isEqualTo(200);
  }

  @Test
  void theSecondaryLimitIsARefusalThatSaysSo() {
    github.limitNext(2, null);
    assertThat(caller.get("/github/users/mona").json().path("message").asText())
        .contains("secondary rate limit");
    assertThat(caller.get("/github/users/mona").header("Retry-After")).isNull();
    github.limitNext(1, 7);
    assertThat(caller.get("/github/users/mona").header("Retry-After")).isEqualTo("7");
    assertThat(caller.get("/github/users/mona").status()).isEqualTo(200);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String id = github.addGist("Mona", "one", Map.of("a.txt", "a"));
    github.deleteGist(id);
    github.renameUser("Mona", "Lisa");

    assertThat(caller.get("/github/gists/" + id).status()).isEqualTo(404);
    assertThat(caller.get("/github/users/mona").status()).isEqualTo(404);
    assertThat(caller.get("/github/users/lisa").json().path("login").asText()).isEqualTo("Lisa");
    assertThat(caller.getWith("/github/users/lisa", "Authorization", "Bearer wrong").status())
        .isEqualTo(401);
  }
}
