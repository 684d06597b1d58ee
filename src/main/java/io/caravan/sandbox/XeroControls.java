package io.caravan.sandbox;

import io.caravan.sandbox.http.ControlPanel;
import io.caravan.sandbox.http.Order;
import io.caravan.sandbox.xero.Kind;
import java.util.Map;

/**
 * Xero's state and faults over HTTP: the questions {@code counts} and {@code tenants}, the orders
 * {@code login} and {@code change} (with {@code tenant}, {@code kind}, {@code fields}, and {@code
 * id} unless the record is new), and the faults below.
 */
final class XeroControls {

  private XeroControls() {}

  static ControlPanel of(XeroSandbox xero) {
    return new ControlPanel(Sandbox.CONTROLS + "xero/")
        .asked("counts", none -> Map.of("calls", xero.calls(), "tokenCalls", xero.tokenCalls()))
        .asked("tenants", none -> xero.tenants())
        .yields("login", none -> xero.login(XeroSandbox.ALL_SCOPES))
        .yields("change", order -> change(xero, order))
        .fault("expire-access-tokens", none -> xero.expireAccessTokens())
        .fault("revoke-grant", none -> xero.revokeGrant())
        .fault("lose-token-answer", order -> xero.loseNextTokenAnswer(order.times()))
        .fault("maintenance", order -> xero.maintenance(order.times()))
        .fault("too-many-at-once", order -> xero.tooManyAtOnce(order.times()))
        .fault("minute-limit", order -> xero.setMinuteLimit(order.count("calls")))
        .fault("day-limit", order -> xero.setDayLimit(order.count("calls")))
        .fault("advance-clock", order -> xero.advanceClock(order.seconds()))
        .fault("clear", none -> xero.clearFaults());
  }

  private static Map<String, Object> change(XeroSandbox xero, Order order) {
    String tenant = order.text("tenant");
    Kind kind = Kind.valueOf(order.text("kind"));
    String id = order.textOrNull("id");
    if (id == null) {
      return Map.of("id", xero.add(tenant, kind, order.object("fields")));
    }
    xero.change(tenant, kind, id, order.object("fields"));
    return null;
  }
}
