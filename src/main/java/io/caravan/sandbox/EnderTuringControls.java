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
 * Ender Turing's state and faults over HTTP, for a sandbox in a process of its own: {@code GET
 * /sandbox/enderturing/counts}, {@code GET /sandbox/enderturing/records?list=sessions}, {@code GET
 * /sandbox/enderturing/detail?kind=scores&session=ID}, {@code POST
 * /sandbox/enderturing/put|change|delete} with {@code list}, {@code id}, {@code fields}, {@code
 * POST .../detail} with {@code kind}, {@code session}, {@code value}, {@code POST .../grow} with
 * {@code days}, {@code perDay}, and {@code POST .../faults} whose {@code fault} is one of {@code
 * expire-access-tokens}, {@code token-life} (with {@code seconds}), {@code password}, {@code
 * most-hits} (with {@code most}), {@code fail} (with {@code path}, {@code status}, {@code times}),
 * {@code delay} (with {@code path}, {@code milliseconds}, {@code times}), {@code advance-clock}
 * (with {@code seconds}), {@code clear}.
 */
final class EnderTuringControls implements Vendor {

  static final String PATH = Controls.PATH + "enderturing/";

  private final EnderTuringSandbox service;
  private final Faults none = new Faults();

  EnderTuringControls(EnderTuringSandbox service) {
    this.service = service;
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(PATH);
  }

  @Override
  public Reply answer(Request request) {
    String what = request.path().substring(PATH.length());
    Map<String, String> query = request.query();
    try {
      return switch (request.method() + " " + what) {
        case "GET counts" ->
            Reply.json(200, Map.of("calls", service.calls(), "logins", service.logins()));
        case "GET records" -> Reply.json(200, service.records(query.get("list")));
        case "GET detail" ->
            Reply.json(200, service.detail(query.get("kind"), query.get("session")));
        case "POST put", "POST change", "POST delete", "POST detail", "POST grow", "POST faults" ->
            Json.read(request.body())
                .map(order -> obey(what, order))
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
      case "put" -> service.put(list, fields);
      case "change" -> service.change(list, id, fields);
      case "delete" -> service.delete(list, id);
      case "detail" ->
          service.setDetail(
              order.path("kind").asText(),
              order.path("session").asText(),
              Json.plain(order.path("value")));
      case "grow" -> service.grow(order.path("days").asInt(), order.path("perDay").asInt());
      default -> {
        return fault(order);
      }
    }
    return Reply.empty(204);
  }

  private Reply fault(JsonNode order) {
    String path = order.path("path").asText();
    int times = order.path("times").asInt(1);
    switch (order.path("fault").asText()) {
      case "expire-access-tokens" -> service.expireAccessTokens();
      case "token-life" -> service.setTokenLife(Duration.ofSeconds(order.path("seconds").asLong()));
      case "password" -> service.setPassword(order.path("password").asText());
      case "most-hits" -> service.setMostHits(order.path("most").asInt());
      case "fail" ->
          service.failNext(path, order.path("status").asInt(), "{\"detail\":\"a fault\"}", times);
      case "delay" ->
          service.delayNext(path, Duration.ofMillis(order.path("milliseconds").asLong()), times);
      case "advance-clock" ->
          service.advanceClock(Duration.ofSeconds(order.path("seconds").asLong()));
      case "clear" -> service.clearFaults();
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
