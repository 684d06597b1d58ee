package io.caravan.sandbox;

import io.caravan.sandbox.http.ControlPanel;
import io.caravan.sandbox.http.Order;
import java.util.Map;

/**
 * HubSpot's records and faults over HTTP: the questions {@code counts} and {@code ids} (with {@code
 * type}), the orders {@code create} (with {@code type}, {@code properties}), {@code change}, {@code
 * archive}, {@code restore}, {@code purge} (with {@code id} too), {@code link} and {@code unlink}
 * (with {@code toType}, {@code toId} too), and the faults below.
 */
final class HubSpotControls {

  private HubSpotControls() {}

  static ControlPanel of(HubSpotSandbox hubspot) {
    return new ControlPanel(Sandbox.CONTROLS + "hubspot/")
        .asked("counts", none -> Map.of("calls", hubspot.calls()))
        .asked("ids", question -> hubspot.ids(question.text("type")))
        .yields("create", order -> Map.of("id", hubspot.create(type(order), properties(order))))
        .told("change", order -> hubspot.change(type(order), id(order), properties(order)))
        .told("archive", order -> hubspot.archive(type(order), id(order)))
        .told("restore", order -> hubspot.restore(type(order), id(order)))
        .told("purge", order -> hubspot.purge(type(order), id(order)))
        .told(
            "link",
            order ->
                hubspot.link(
                    type(order), id(order), order.text("toType"), order.number("toId"), null))
        .told(
            "unlink",
            order ->
                hubspot.unlink(type(order), id(order), order.text("toType"), order.number("toId")))
        .fault("fail", order -> fail(hubspot, order))
        .fault("burst-limit", order -> hubspot.setBurstLimit(order.count("calls")))
        .fault("search-limit", order -> hubspot.setSearchLimit(order.count("calls")))
        .fault("withdraw-scope", order -> hubspot.withdrawScope(order.text("scope")))
        .fault("grant-scope", order -> hubspot.grantScope(order.text("scope")));
  }

  private static void fail(HubSpotSandbox hubspot, Order order) {
    hubspot.failNext(
        null,
        order.text("path", "/crm/"),
        order.count("status", 500),
        order.text("body", "{}"),
        "application/json",
        Map.of(),
        order.times());
  }

  private static String type(Order order) {
    return order.text("type");
  }

  private static long id(Order order) {
    return order.number("id");
  }

  private static Map<String, String> properties(Order order) {
    return order.texts("properties");
  }
}
