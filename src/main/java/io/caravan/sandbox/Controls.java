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
 * The state and the faults over HTTP, for a sandbox in a process of its own.
 *
 * <p>{@code GET /sandbox/deals} (or {@code persons}, {@code activities}, {@code notes}), {@code GET
 * /sandbox/ledger}, {@code GET /sandbox/counts}, {@code POST /sandbox/login}, and {@code POST
 * /sandbox/faults} with a JSON object whose {@code fault} is one of:
 *
 * <ul>
 *   <li>{@code lose-reply}, {@code fail-after} with {@code method}, {@code path}, {@code times}
 *   <li>{@code fail} with {@code status}, {@code body}, {@code content-type}, {@code headers},
 *       {@code times} and, if not every API call is meant, {@code method}, {@code path}
 *   <li>{@code delay} with {@code method}, {@code path}, {@code milliseconds}, {@code times}
 *   <li>{@code clear}, {@code expire-access-tokens}, {@code revoke-grant}, {@code
 *       deny-next-consent}
 *   <li>{@code strict-single-use} with {@code on}; {@code burst-limit}, {@code search-limit} with
 *       {@code calls}; {@code daily-budget} with {@code tokens}; {@code advance-clock} with {@code
 *       seconds}
 * </ul>
 */
final class Controls implements Vendor {

  static final String PATH = "/sandbox/";

  private final PipedriveSandbox pipedrive;
  private final Faults none = new Faults();

  Controls(PipedriveSandbox pipedrive) {
    this.pipedrive = pipedrive;
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(PATH);
  }

  @Override
  public Reply answer(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /sandbox/deals" -> Reply.json(200, pipedrive.deals());
      case "GET /sandbox/persons" -> Reply.json(200, pipedrive.persons());
      case "GET /sandbox/activities" -> Reply.json(200, pipedrive.activities());
      case "GET /sandbox/notes" -> Reply.json(200, pipedrive.notes());
      case "GET /sandbox/ledger" -> Reply.json(200, pipedrive.ledger());
      case "GET /sandbox/counts" -> Reply.json(200, counts());
      case "POST /sandbox/login" -> Reply.json(200, pipedrive.login());
      case "POST /sandbox/faults" ->
          Json.read(request.body()).map(this::fault).orElseGet(() -> unclear("no JSON"));
      default -> Reply.json(404, Map.of("error", "The sandbox has no such control"));
    };
  }

  @Override
  public Faults faults() {
    return none;
  }

  @Override
  public void heard(Exchange exchange) {
    // Nobody counts these.
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("deals", pipedrive.dealCount());
    counts.put("calls", pipedrive.calls());
    counts.put("writeCalls", pipedrive.writeCalls());
    counts.put("tokenCalls", pipedrive.tokenCalls());
    counts.put("created", pipedrive.created());
    counts.put("updated", pipedrive.updated());
    counts.put("deleted", pipedrive.deleted());
    counts.put("faultsWaiting", pipedrive.faultsWaiting());
    return counts;
  }

  private Reply fault(JsonNode order) {
    String method = order.path("method").textValue();
    String path = order.path("path").asText("/api/");
    int times = order.path("times").asInt(1);
    switch (order.path("fault").asText()) {
      case "lose-reply" -> pipedrive.loseReplyOfNext(method, path, times);
      case "fail-after" -> pipedrive.failAfterMutation(method, path, times);
      case "fail" -> fail(order, method, path, times);
      case "delay" ->
          pipedrive.delayNext(
              method, path, Duration.ofMillis(order.path("milliseconds").asLong()), times);
      case "clear" -> pipedrive.clearFaults();
      case "expire-access-tokens" -> pipedrive.expireAccessTokens();
      case "revoke-grant" -> pipedrive.revokeGrant();
      case "deny-next-consent" -> pipedrive.denyNextConsent();
      case "strict-single-use" -> pipedrive.strictSingleUse(order.path("on").asBoolean(true));
      case "burst-limit" -> pipedrive.setBurstLimit(order.path("calls").asInt());
      case "search-limit" -> pipedrive.setSearchLimit(order.path("calls").asInt());
      case "daily-budget" -> pipedrive.setDailyBudget(order.path("tokens").asLong());
      case "advance-clock" ->
          pipedrive.advanceClock(Duration.ofSeconds(order.path("seconds").asLong()));
      default -> {
        return unclear("unknown fault");
      }
    }
    return Reply.empty(204);
  }

  private void fail(JsonNode order, String method, String path, int times) {
    Map<String, String> headers = new LinkedHashMap<>();
    order
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    pipedrive.failNext(
        method,
        path,
        order.path("status").asInt(500),
        order.path("body").asText(),
        order.path("content-type").asText("application/json"),
        headers,
        times);
  }

  private static Reply unclear(String why) {
    return Reply.json(400, Map.of("error", "The order cannot be understood: " + why));
  }
}
