package io.caravan.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.db.Connections;
import io.caravan.run.Run;
import io.caravan.run.Step;
import io.caravan.sandbox.GoodDataSandbox;
import io.caravan.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** GoodData's sandbox, and a process with the real routes whose warehouse holds what dbt builds. */
final class GoodDataRig implements AutoCloseable {

  /** What dbt leaves behind, with its keys. */
  private static final String TABLES =
      """
      create schema cicd_output_stage;
      set search_path = cicd_output_stage;
      create table users (user_id bigint primary key, user_url text, login text);
      create table repos (repo_id bigint primary key, repo_url text, repo_name text);
      create table commits (commit_id text primary key, commit_url text, commit_title text,
        user_id bigint references users, repo_id bigint references repos, created_at timestamp);
      create table pull_requests (pull_request_id bigint primary key, pull_request_url text,
        pull_request_title text, user_id bigint references users, repo_id bigint references repos,
        created_at timestamp, merged_at timestamp, hours_to_solve numeric, days_to_solve numeric);
      insert into users values (1, 'https://github.com/ann', 'ann'), (2, 'https://github.com/bob', 'bob');
      insert into repos values (7, 'https://github.com/o/r', 'r');
      insert into commits select 'c' || n, 'https://github.com/o/r/commit/c' || n, 'Commit ' || n, 1 + n % 2, 7,
        timestamp '2024-01-20 10:00' + n * interval '5 day' from generate_series(1, 5) n;
      insert into pull_requests select n, 'https://github.com/o/r/pull/' || n, 'Pull ' || n, 1 + n % 2, 7,
        timestamp '2024-01-01 10:00', timestamp '2024-01-01 10:00' + n * interval '10 hour', n * 10, n * 10 / 24.0
        from generate_series(1, 11) n;
      insert into pull_requests values (12, 'https://github.com/o/r/pull/12', 'Open', 1, 7, timestamp '2024-01-01', null, null, 9);
      reset search_path
      """;

  private final Sandbox sandbox = Sandbox.start(0);
  private final Path layout;
  private final GoodDataRoutes routes;

  /**
   * @param folder for a copy of the project's models, which tests may change
   * @param more settings as key, value
   */
  GoodDataRig(Path folder, String... more) {
    layout = folder.resolve("layout");
    copy(Path.of("gooddata/workspaces/cicd"), layout);
    Map<String, String> overrides = new HashMap<>();
    overrides.put("gooddata.host", sandbox.address() + GoodDataSandbox.BASE);
    overrides.put("gooddata.token", GoodDataSandbox.TOKEN);
    overrides.put("gooddata.layout", layout.toString());
    overrides.put("http.first-wait", "1ms");
    overrides.put("http.retries", "1");
    for (int i = 0; i < more.length; i += 2) {
      overrides.put(more[i], more[i + 1]);
    }
    routes = new GoodDataRoutes(overrides);
    execute(TABLES);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Sandbox sandbox() {
    return sandbox;
  }

  GoodDataSandbox gooddata() {
    return sandbox.gooddata();
  }

  /** The folder with the models. */
  Path layout() {
    return layout;
  }

  /** Leaves commits by month alone: enough for what is not about insights. */
  void keepOneInsight() {
    try (Stream<Path> files = Files.walk(layout.resolve("analytics_model"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("commits_by_month.yaml")) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a file of the models. */
  void edit(String file, String from, String to) {
    try {
      Path path = layout.resolve(file);
      String text = Files.readString(path);
      if (!text.contains(from)) {
        throw new IllegalArgumentException(file + " has no " + from);
      }
      Files.writeString(path, text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Run run(String route) {
    return run(route, "staging");
  }

  Run run(String route, String target) {
    return run(route, Map.of("target", target, "confirmed", true));
  }

  Run run(String route, Map<String, Object> variables) {
    return routes.run(route, variables);
  }

  /** What a route answers. */
  JsonNode ask(String route, Map<String, Object> variables) {
    Exchange exchange = routes.exchange();
    variables.forEach(exchange::setVariable);
    routes.send("direct:" + route, exchange);
    if (exchange.getException() != null) {
      throw new IllegalStateException(exchange.getException());
    }
    try {
      return new ObjectMapper().readTree(exchange.getMessage().getBody(String.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of an insight in staging. */
  JsonNode numbers(String insight) {
    return ask("gooddata.execute", Map.of("target", "staging", "insight", insight));
  }

  @SuppressWarnings("unchecked")
  static List<String> diff(Run run) {
    return (List<String>) note(run, "diff");
  }

  /** The first note of this name. */
  static Object note(Run run, String name) {
    return run.steps().stream()
        .map(Step::notes)
        .filter(notes -> notes.containsKey(name))
        .findFirst()
        .map(notes -> notes.get(name))
        .orElse(null);
  }

  void execute(String sql) {
    try (Connection connection = routes.connections().get(Connections.WAREHOUSE).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    routes.close();
    sandbox.close();
  }
}
