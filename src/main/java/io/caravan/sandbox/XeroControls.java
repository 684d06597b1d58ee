package io.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.caravan.sandbox.http.Exchange;
import io.caravan.sandbox.http.Faults;
import io.caravan.sandbox.http.Json;
import io.caravan.sandbox.http.Reply;
import io.caravan.sandbox.http.Request;
import io.caravan.sandbox.http.Vendor;
import io.caravan.sandbox.xero.Kind;
import java.time.Duration;
import java.util.Map;

/**
 * Xero's state and faults over HTTP, for a sandbox in a process of its own: {@code GET
 * /sandbox/xero/counts}, {@code GET /sandbox/xero/tenants}, {@code POST /sandbox/xero/login},
 * {@code POST /sandbox/xero/change} with {@code tenant}, {@code kind}, {@code id} (none: a new
 * record), {@code fields}, and {@code POST /sandbox/xero/faults} whose {@code fault} is one of
 * {@code expire-access-tokens}, {@code revoke-grant}, {@code lose-token-answer}, {@code
 * maintenance}, {@code too-many-at-once} (with {@code times}), {@code minute-limit}, {@code
 * day-limit} (with {@code calls}), {@code advance-clock} (with {@code seconds}), {@code clear}.
 */
final class XeroControls implements Vendor {

  static final String PATH = Controls.PATH + "xero/";

  private final XeroSandbox xero;
  private final Faults none = new Faults();

  XeroControls(XeroSandbox xero) {
    this.xero = xero;
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(PATH);
  }

  @Override
  public Reply answer(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /sandbox/xero/counts" ->
          Reply.json(200, Map.of("calls", xero.calls(), "tokenCalls", xero.tokenCalls()));
      case "GET /sandbox/xero/tenants" -> Reply.json(200, xero.tenants());
      case "POST /sandbox/xero/login" -> Reply.json(200, xero.login(XeroSandbox.ALL_SCOPES));
      case "POST /sandbox/xero/change" ->
          Json.read(request.body()).map(this::change).orElseGet(XeroControls::unclear);
      case "POST /sandbox/xero/faults" ->
          Json.read(request.body()).map(this::fault).orElseGet(XeroControls::unclear);
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

  private Reply change(JsonNode order) {
    String tenant = order.path("tenant").asText();
    String id = order.path("id").textValue();
    try {
      Kind kind = Kind.valueOf(order.path("kind").asText());
      @SuppressWarnings("unchecked")
      Map<String, Object> fields = (Map<String, Object>) Json.plain(order.path("fields"));
      if (id == null) {
        return Reply.json(200, Map.of("id", xero.add(tenant, kind, fields)));
      }
      xero.change(tenant, kind, id, fields);
      return Reply.empty(204);
    } catch (IllegalArgumentException e) {
      return Reply.json(400, Map.of("error", e.getMessage()));
    }
  }

  private Reply fault(JsonNode order) {
    int times = order.path("times").asInt(1);
    int calls = order.path("calls").asInt();
    switch (order.path("fault").asText()) {
      case "expire-access-tokens" -> xero.expireAccessTokens();
      case "revoke-grant" -> xero.revokeGrant();
      case "lose-token-answer" -> xero.loseNextTokenAnswer(times);
      case "maintenance" -> xero.maintenance(times);
      case "too-many-at-once" -> xero.tooManyAtOnce(times);
      case "minute-limit" -> xero.setMinuteLimit(calls);
      case "day-limit" -> xero.setDayLimit(calls);
      case "advance-clock" -> xero.advanceClock(Duration.ofSeconds(order.path("seconds").asLong()));
      case "clear" -> xero.clearFaults();
      default -> {
        return unclear();
      }
    }
    return Reply.empty(204);
  }

  private static Reply unclear() {
    return Reply.json(400, Map.of("error", "The sandbox does not understand this order"));
  }
}
