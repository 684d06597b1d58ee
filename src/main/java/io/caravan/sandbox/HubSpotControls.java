package io.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Vendor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HubSpot's records and faults over HTTP, for a sandbox in a process of its own.
 *
 * <p>{@code GET /sandbox/hubspot/deals} yields the ids of a kind of records, {@code GET
 * /sandbox/hubspot/counts} the number of calls, and {@code POST /sandbox/hubspot} obeys a JSON
 * object whose {@code do} is one of:
 *
 * <ul>
 *   <li>{@code create} with {@code type} and {@code properties}; yields the {@code id}
 *   <li>{@code change} with {@code type}, {@code id}, {@code properties}
 *   <li>{@code archive}, {@code restore}, {@code purge} with {@code type}, {@code id}
 *   <li>{@code link}, {@code unlink} with {@code type}, {@code id}, {@code toType}, {@code toId}
 *   <li>{@code fail} with {@code path}, {@code status}, {@code body}, {@code times}; {@code
 *       burst-limit}, {@code search-limit} with {@code calls}; {@code withdraw-scope}, {@code
 *       grant-scope} with {@code scope}
 * </ul>
 */
final class HubSpotControls implements Vendor {

  static final String PATH = "/sandbox/hubspot";

  private final HubSpotSandbox hubspot;
  private final Faults none = new Faults();

  HubSpotControls(HubSpotSandbox hubspot) {
    this.hubspot = hubspot;
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(PATH);
  }

  @Override
  public Reply answer(Request request) {
    if (request.method().equals("POST")) {
      return Json.read(request.body()).map(this::obey).orElseGet(() -> unclear("no JSON"));
    }
    return request.path().equals(PATH + "/counts")
        ? Reply.json(200, Map.of("calls", hubspot.calls()))
        : Reply.json(200, hubspot.ids(request.path().substring(PATH.length() + 1)));
  }

  @Override
  public Faults faults() {
    return none;
  }

  @Override
  public void heard(Exchange exchange) {
    // Nobody counts these.
  }

  private Reply obey(JsonNode order) {
    String type = order.path("type").asText();
    long id = order.path("id").asLong();
    int calls = order.path("calls").asInt();
    switch (order.path("do").asText()) {
      case "create" -> {
        return Reply.json(200, Map.of("id", hubspot.create(type, properties(order))));
      }
      case "change" -> hubspot.change(type, id, properties(order));
      case "archive" -> hubspot.archive(type, id);
      case "restore" -> hubspot.restore(type, id);
      case "purge" -> hubspot.purge(type, id);
      case "link" -> hubspot.link(type, id, toType(order), toId(order), null);
      case "unlink" -> hubspot.unlink(type, id, toType(order), toId(order));
      case "fail" -> fail(order);
      case "burst-limit" -> hubspot.setBurstLimit(calls);
      case "search-limit" -> hubspot.setSearchLimit(calls);
      case "withdraw-scope" -> hubspot.withdrawScope(order.path("scope").asText());
      case "grant-scope" -> hubspot.grantScope(order.path("scope").asText());
      default -> {
        return unclear("unknown order");
      }
    }
    return Reply.empty(204);
  }

  private void fail(JsonNode order) {
    hubspot.failNext(
        null,
        order.path("path").asText("/crm/"),
        order.path("status").asInt(500),
        order.path("body").asText("{}"),
        "application/json",
        Map.of(),
        order.path("times").asInt(1));
  }

  private static String toType(JsonNode order) {
    return order.path("toType").asText();
  }

  private static long toId(JsonNode order) {
    return order.path("toId").asLong();
  }

  private static Map<String, String> properties(JsonNode order) {
    Map<String, String> properties = new LinkedHashMap<>();
    order
        .path("properties")
        .properties()
        .forEach(field -> properties.put(field.getKey(), field.getValue().asText()));
    return properties;
  }

  private static Reply unclear(String why) {
    return Reply.json(400, Map.of("error", "The order cannot be understood: " + why));
  }
}
