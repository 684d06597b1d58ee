package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.TestDatabase;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.sandbox.GitHubSandbox;
import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** From a request that tracks somebody to the activity in Pipedrive, as one process that serves. */
class PeopleToPipedriveTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> settings = new HashMap<>();
  private int port;

  @Test
  void whoIsTrackedByARequestIsExportedAndTheNextProcessBeginsByItself() throws Exception {
    try (Sandbox sandbox = Sandbox.start(0)) {
      prepare(sandbox);
      GitHubSandbox github = sandbox.github();
      PipedriveSandbox pipedrive = sandbox.pipedrive();
      try (Caravan serving = serve()) {
        assertThat(ask("POST", "?username=OctoCat").statusCode()).isEqualTo(201);
        assertThat(ask("POST", "?username=octocat").statusCode()).isEqualTo(400);
        HttpResponse<String> unknown = ask("POST", "?username=nobody-at-all");
        assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(400);
        assertThat(unknown.body()).contains("GitHub has no user nobody-at-all");
        assertThat(pipedrive.persons()).extracting("name").containsExactly("octocat");

        Run run = serving.run("export-gists", "test", Map.of());

        assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
        assertThat(pipedrive.activities()).hasSize(3);
        assertThat(ask("GET", "/octocat").body()).contains("\"Hello World Examples\"");
      }

      github.addGist("octocat", "while nobody served", Map.of("a.txt", "a"));
      CountDownLatch posted = new CountDownLatch(1);
      sandbox.onExchange(
          call -> {
            if (call.request().body().contains("while nobody served")) {
              posted.countDown();
            }
          });
      try (Caravan serving = serve()) {
        assertThat(posted.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ask("DELETE", "/octocat").statusCode()).isEqualTo(200);
        assertThat(serving.context().isStarted()).isTrue();
      }
      assertThat(pipedrive.activities()).hasSize(4);
    }
  }

  private void prepare(Sandbox sandbox) throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    settings.put("http.port", String.valueOf(port));
    settings.put("github.base-url", sandbox.address() + GitHubSandbox.BASE);
    settings.put("pipedrive.base-url", sandbox.address().toString());
    settings.put("pipedrive.token", PipedriveSandbox.API_TOKEN);
    var database = TestDatabase.create();
    settings.put("db.warehouse.url", database.jdbcUrl());
    settings.put("db.warehouse.user", database.user());
    settings.put("db.warehouse.password", database.password());
  }

  private Caravan serve() {
    return Caravan.start(TestDatabase.settings(settings), Mode.SERVE);
  }

  private HttpResponse<String> ask(String method, String rest) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/people" + rest))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
