package io.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Vendor;
import java.time.Duration;
import java.util.Map;

/**
 * Wrike's state and faults over HTTP, for a sandbox in a process of its own: {@code GET
 * /sandbox/wrike/counts}, {@code GET /sandbox/wrike/records?list=tasks}, {@code POST
 * /sandbox/wrike/login}, {@code POST /sandbox/wrike/add|change|delete} with {@code list}, {@code
 * id}, {@code fields}, and {@code POST /sandbox/wrike/faults} whose {@code fault} is one of {@code
 * expire-access-tokens}, {@code revoke-grant}, {@code lose-token-answer}, {@code minute-limit}
 * (with {@code calls}), {@code delay} (with {@code path}, {@code milliseconds}, {@code times}),
 * {@code advance-clock} (with {@code seconds}), {@code clear}.
 */
final class WrikeControls implements Vendor {

  static final String PATH = Controls.PATH + "wrike/";

  private final WrikeSandbox wrike;
  private final Faults none = new Faults();

  WrikeControls(WrikeSandbox wrike) {
    this.wrike = wrike;
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(PATH);
  }

  @Override
  public Reply answer(Request request) {
    try {
      return switch (request.method() + " " + request.path().substring(PATH.length())) {
        case "GET counts" ->
            Reply.json(200, Map.of("calls", wrike.calls(), "tokenCalls", wrike.tokenCalls()));
        case "GET records" -> Reply.json(200, wrike.records(request.query().get("list")));
        case "POST login" -> Reply.json(200, wrike.login());
        case "POST add", "POST change", "POST delete", "POST faults" ->
            Json.read(request.body())
                .map(order -> obey(request.path().substring(PATH.length()), order))
                .orElseGet(() -> unclear("no JSON"));
        default -> Reply.json(404, Map.of("error", "The sandbox has no such control"));
      };
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

  @SuppressWarnings("unchecked")
  private Reply obey(String what, JsonNode order) {
    String list = order.path("list").asText();
    String id = order.path("id").asText();
    Map<String, Object> fields =
        order.has("fields") ? (Map<String, Object>) Json.plain(order.get("fields")) : Map.of();
    switch (what) {
      case "add" -> {
        return Reply.json(200, Map.of("id", wrike.add(list, fields)));
      }
      case "change" -> wrike.change(list, id, fields);
      case "delete" -> wrike.delete(list, id);
      default -> {
        return fault(order);
      }
    }
    return Reply.empty(204);
  }

  private Reply fault(JsonNode order) {
    switch (order.path("fault").asText()) {
      case "expire-access-tokens" -> wrike.expireAccessTokens();
      case "revoke-grant" -> wrike.revokeGrant();
      case "lose-token-answer" -> wrike.loseNextTokenAnswer();
      case "minute-limit" -> wrike.setCallsPerMinute(order.path("calls").asInt());
      case "delay" ->
          wrike.delayNext(
              order.path("path").asText(),
              Duration.ofMillis(order.path("milliseconds").asLong()),
              order.path("times").asInt(1));
      case "advance-clock" ->
          wrike.advanceClock(Duration.ofSeconds(order.path("seconds").asLong()));
      case "clear" -> wrike.clearFaults();
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
