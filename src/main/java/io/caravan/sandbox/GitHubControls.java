package io.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Vendor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * GitHub's state and faults over HTTP, for a sandbox in a process of its own: {@code GET
 * /sandbox/github/counts}, {@code GET /sandbox/github/gists?login=octocat}, {@code POST
 * /sandbox/github/users|users/rename|users/delete} with {@code login} (and {@code to}), {@code POST
 * /sandbox/github/gists|gists/edit|gists/delete} with {@code login} or {@code id}, {@code
 * description}, {@code files}, and {@code POST /sandbox/github/faults} whose {@code fault} is one
 * of {@code hourly-limits} (with {@code token}, {@code none}), {@code secondary-limit} (with {@code
 * times}, {@code retry-after}), {@code lose-reply} and {@code delay} (with {@code path}, {@code
 * times}, {@code milliseconds}), {@code advance-clock} (with {@code seconds}), {@code clear}.
 */
final class GitHubControls implements Vendor {

  static final String PATH = Controls.PATH + "github/";

  private final GitHubSandbox github;
  private final Faults none = new Faults();

  GitHubControls(GitHubSandbox github) {
    this.github = github;
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(PATH);
  }

  @Override
  public Reply answer(Request request) {
    String what = request.path().substring(PATH.length());
    try {
      if (request.method().equals("GET")) {
        return switch (what) {
          case "counts" -> Reply.json(200, Map.of("calls", github.calls()));
          case "gists" -> Reply.json(200, github.gists(request.query().get("login")));
          default -> Reply.json(404, Map.of("error", "The sandbox has no such control"));
        };
      }
      return Json.read(request.body())
          .map(order -> obey(what, order))
          .orElseGet(() -> unclear("no JSON"));
    } catch (RuntimeException e) {
      return unclear(e.getMessage());
    }
  }

  @Override
  public Faults faults() {
    return none;
  }

  @Override
  public void heard(Exchange exchange) {
    // Nobody counts these.
  }

  private Reply obey(String what, JsonNode order) {
    String login = order.path("login").asText();
    String id = order.path("id").asText();
    String description = order.path("description").textValue();
    switch (what) {
      case "users" -> github.addUser(login);
      case "users/rename" -> github.renameUser(login, order.path("to").asText());
      case "users/delete" -> github.deleteUser(login);
      case "gists" -> {
        return Reply.json(200, Map.of("id", github.addGist(login, description, files(order))));
      }
      case "gists/edit" -> github.editGist(id, description, files(order));
      case "gists/delete" -> github.deleteGist(id);
      case "faults" -> {
        return fault(order);
      }
      default -> {
        return unclear("unknown control");
      }
    }
    return Reply.empty(204);
  }

  private static Map<String, String> files(JsonNode order) {
    Map<String, String> files = new LinkedHashMap<>();
    order
        .path("files")
        .properties()
        .forEach(file -> files.put(file.getKey(), file.getValue().textValue()));
    return files;
  }

  private Reply fault(JsonNode order) {
    String path = order.path("path").asText("/");
    int times = order.path("times").asInt(1);
    switch (order.path("fault").asText()) {
      case "hourly-limits" ->
          github.setHourlyLimits(order.path("token").asInt(), order.path("none").asInt());
      case "secondary-limit" ->
          github.limitNext(
              times, order.has("retry-after") ? order.path("retry-after").asInt() : null);
      case "lose-reply" -> github.loseReplyOfNext(path, times);
      case "delay" ->
          github.delayNext(path, Duration.ofMillis(order.path("milliseconds").asLong()), times);
      case "advance-clock" ->
          github.advanceClock(Duration.ofSeconds(order.path("seconds").asLong()));
      case "clear" -> github.clearFaults();
      default -> {
        return unclear("unknown fault");
      }
    }
    return Reply.empty(204);
  }

  private static Reply unclear(String why) {
    return Reply.json(400, Map.of("error", "The order cannot be understood: " + why));
  }
}
