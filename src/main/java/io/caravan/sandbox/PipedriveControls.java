package io.caravan.sandbox;

import io.caravan.sandbox.http.ControlPanel;
import io.caravan.sandbox.http.Order;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pipedrive's state and faults over HTTP: the questions {@code deals}, {@code persons}, {@code
 * activities}, {@code notes}, {@code ledger} and {@code counts}, the order {@code login}, and the
 * faults below. {@code lose-reply}, {@code fail-after}, {@code fail} and {@code delay} go with
 * {@code method}, {@code path} (every API call unless it is said) and {@code times}.
 */
final class PipedriveControls {

  private PipedriveControls() {}

  static ControlPanel of(PipedriveSandbox pipedrive) {
    return new ControlPanel(Sandbox.CONTROLS)
        .asked("deals", none -> pipedrive.deals())
        .asked("persons", none -> pipedrive.persons())
        .asked("activities", none -> pipedrive.activities())
        .asked("notes", none -> pipedrive.notes())
        .asked("ledger", none -> pipedrive.ledger())
        .asked("counts", none -> counts(pipedrive))
        .yields("login", none -> pipedrive.login())
        .fault(
            "lose-reply",
            order -> pipedrive.loseReplyOfNext(method(order), path(order), order.times()))
        .fault(
            "fail-after",
            order -> pipedrive.failAfterMutation(method(order), path(order), order.times()))
        .fault("fail", order -> fail(pipedrive, order))
        .fault(
            "delay",
            order ->
                pipedrive.delayNext(
                    method(order), path(order), order.milliseconds(), order.times()))
        .fault("clear", none -> pipedrive.clearFaults())
        .fault("expire-access-tokens", none -> pipedrive.expireAccessTokens())
        .fault("revoke-grant", none -> pipedrive.revokeGrant())
        .fault("deny-next-consent", none -> pipedrive.denyNextConsent())
        .fault(
            "strict-single-use",
            order -> pipedrive.strictSingleUse(order.json().path("on").asBoolean(true)))
        .fault("burst-limit", order -> pipedrive.setBurstLimit(order.count("calls")))
        .fault("search-limit", order -> pipedrive.setSearchLimit(order.count("calls")))
        .fault("daily-budget", order -> pipedrive.setDailyBudget(order.number("tokens")))
        .fault("advance-clock", order -> pipedrive.advanceClock(order.seconds()));
  }

  private static Map<String, Integer> counts(PipedriveSandbox pipedrive) {
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

  private static void fail(PipedriveSandbox pipedrive, Order order) {
    pipedrive.failNext(
        method(order),
        path(order),
        order.count("status", 500),
        order.text("body"),
        order.text("content-type", "application/json"),
        order.texts("headers"),
        order.times());
  }

  private static String method(Order order) {
    return order.textOrNull("method");
  }

  private static String path(Order order) {
    return order.text("path", "/api/");
  }
}
