package io.caravan.pipelines;

import io.caravan.TestDatabase;
import io.caravan.app.Caravan;
import io.caravan.app.Mode;
import io.caravan.config.Settings;
import io.caravan.contracts.GitHubContract;
import io.caravan.contracts.PipedriveContract;
import io.caravan.db.Connections;
import io.caravan.run.Run;
import io.caravan.run.Step;
import io.caravan.sandbox.GitHubSandbox;
import io.caravan.sandbox.PipedriveSandbox;
import io.caravan.sandbox.Sandbox;
import io.caravan.sandbox.http.Exchange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.support.DefaultExchange;

/** The sandboxes of GitHub and Pipedrive, and a process with the real routes between them. */
final class GistsRig implements AutoCloseable {

  static final String PIPELINE = "export-gists";

  private static final Pattern ADDRESS = Pattern.compile("gist\\.github\\.com/([0-9a-f]+)\\.git");

  private final Sandbox sandbox = Sandbox.start(0);
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<Exchange> calls = new CopyOnWriteArrayList<>();
  private final Map<String, String> overrides = new HashMap<>();
  private final Settings settings;
  private final Caravan caravan;

  GistsRig(Map<String, String> more) {
    GitHubContract github = GitHubContract.load();
    PipedriveContract pipedrive = PipedriveContract.load();
    sandbox.onExchange(
        call -> {
          calls.add(call);
          boolean code = call.request().path().startsWith(GitHubSandbox.BASE);
          problems.addAll(code ? github.problems(call) : pipedrive.problems(call));
        });
    overrides.put("github.base-url", sandbox.address() + GitHubSandbox.BASE);
    overrides.put("github.token", GitHubSandbox.TOKEN);
    overrides.put("github.long-refusal", "secondary rate limit/100ms");
    overrides.put("pipedrive.base-url", sandbox.address().toString());
    overrides.put("pipedrive.token", PipedriveSandbox.API_TOKEN);
    overrides.put("pipedrive.settle-time", "0s");
    overrides.put("http.first-wait", "1ms");
    overrides.put("http.longest-wait", "5s");
    overrides.putAll(more);
    overrides.values().removeIf(String::isEmpty);
    settings = TestDatabase.settings(overrides);
    caravan = Caravan.start(settings, Mode.COMMAND);
    caravan.run("gists.visit", "test", Map.of());
  }

  GitHubSandbox github() {
    return sandbox.github();
  }

  PipedriveSandbox pipedrive() {
    return sandbox.pipedrive();
  }

  Caravan caravan() {
    return caravan;
  }

  /** Another process on the same databases. */
  Caravan twin() {
    Map<String, String> same = new HashMap<>(overrides);
    settings.keys().stream()
        .filter(key -> key.startsWith("db.warehouse."))
        .forEach(key -> same.put(key, settings.get(key, "")));
    return Caravan.start(TestDatabase.settings(same), Mode.COMMAND);
  }

  /** Another process on the same people, with a warehouse of its own. */
  Caravan stranger() {
    return Caravan.start(TestDatabase.settings(overrides), Mode.COMMAND);
  }

  /** What calls and answers have that the contracts do not. */
  List<String> problems() {
    return problems;
  }

  /** Every call so far. */
  List<Exchange> calls() {
    return calls;
  }

  Run run() {
    return caravan.run(PIPELINE, "test", Map.of());
  }

  static Step step(Run run, String name) {
    return run.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  /** Somebody whom GitHub has and who is tracked. */
  void track(String login) {
    github().addUser(login);
    trackOnly(login);
  }

  /** Somebody who is tracked, whether GitHub has them or not. */
  void trackOnly(String login) {
    sql("insert into people (github_username) values ('" + login + "')");
  }

  /** Nobody is tracked any more. */
  void forgetEverybody() {
    sql("delete from people");
  }

  /** The ids of gists that activities are about; twice where there are two. */
  Map<String, Integer> activitiesByGist() {
    return byGist(pipedrive().activities(), "note");
  }

  Map<String, Integer> notesByGist() {
    return byGist(pipedrive().notes(), "content");
  }

  private static Map<String, Integer> byGist(List<Map<String, Object>> objects, String field) {
    Map<String, Integer> found = new TreeMap<>();
    for (Map<String, Object> one : objects) {
      Matcher address = ADDRESS.matcher(String.valueOf(one.get(field)));
      found.merge(address.find() ? address.group(1) : "none", 1, Integer::sum);
    }
    return found;
  }

  /** The activity of a gist. */
  Map<String, Object> activity(String gist) {
    return pipedrive().activities().stream()
        .filter(one -> String.valueOf(one.get("note")).contains("/" + gist + ".git"))
        .findFirst()
        .orElseThrow();
  }

  /** A route outside of runs, as a request would call it; yields a header. */
  <T> T ask(String route, String username, String header, Class<T> type) {
    var exchange = new DefaultExchange(caravan.context());
    exchange.getMessage().setHeader("username", username);
    caravan.context().createProducerTemplate().send("direct:" + route, exchange);
    if (exchange.getException() != null) {
      throw io.caravan.error.CaravanException.from(exchange.getException());
    }
    return exchange.getMessage().getHeader(header, type);
  }

  /** Rows of a query, their columns separated by blanks. */
  List<String> sql(String sql) {
    try (Connection connection = caravan.connections().get(Connections.PEOPLE).getConnection();
        Statement statement = connection.createStatement()) {
      List<String> found = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              row.add(rows.getString(i));
            }
            found.add(String.join(" ", row.stream().map(String::valueOf).toList()));
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    caravan.close();
    sandbox.close();
  }
}
