package io.caravan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The sandbox in a process of its own: nothing that is killed can take it along. */
final class SandboxProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  private SandboxProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static SandboxProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Packaged.PROJECT.resolve("target/caravan.jar").toString(),
                "io.caravan.sandbox.Sandbox",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String ready = output.readLine();
    return new SandboxProcess(process, URI.create(ready.replace("ready ", "")));
  }

  URI address() {
    return address;
  }

  /** deals, ledger or counts. */
  JsonNode ask(String what) {
    return send(HttpRequest.newBuilder(address.resolve("/sandbox/" + what)));
  }

  int writeCalls() {
    return ask("counts").path("writeCalls").asInt();
  }

  /** Tokens as a login yields them. */
  JsonNode login() {
    return post("login", "");
  }

  /** Orders a fault; quotes may be single. */
  void fault(String json) {
    post("faults", json.replace('\'', '"'));
  }

  /** An order to the sandbox, as the controls of the vendor take it. */
  JsonNode post(String what, String body) {
    return send(
        HttpRequest.newBuilder(address.resolve("/sandbox/" + what))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The order of each live deal with {@code title status value}; twice when it is there twice. */
  TreeMap<Integer, List<String>> dealsByOrder() {
    TreeMap<Integer, List<String>> deals = new TreeMap<>();
    for (JsonNode deal : ask("deals")) {
      String text =
          "%s %s %s"
              .formatted(
                  deal.path("title").asText(),
                  deal.path("status").asText(),
                  deal.path("value").decimalValue().toBigInteger());
      deals.computeIfAbsent(order(deal.path("custom_fields")), key -> new ArrayList<>()).add(text);
    }
    return deals;
  }

  /** How many times a deal was created for each order, also when its answer was lost. */
  TreeMap<Integer, Integer> creationsByOrder() {
    TreeMap<Integer, Integer> creations = new TreeMap<>();
    for (JsonNode call : ask("ledger")) {
      if (call.path("method").asText().equals("POST")
          && call.path("path").asText().equals("/api/v2/deals")) {
        try {
          JsonNode body = JSON.readTree(call.path("body").asText());
          creations.merge(order(body.path("custom_fields")), 1, Integer::sum);
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return creations;
  }

  private static int order(JsonNode customFields) {
    for (JsonNode value : customFields) {
      if (value.asText().startsWith("caravan-")) {
        return Integer.parseInt(value.asText().substring("caravan-".length()));
      }
    }
    throw new AssertionError("A deal without an order: " + customFields);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
