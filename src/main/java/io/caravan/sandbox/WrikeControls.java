package io.caravan.sandbox;

import io.caravan.sandbox.http.ControlPanel;
import java.util.Map;

/**
 * Wrike's state and faults over HTTP: the questions {@code counts} and {@code records} (with {@code
 * list}), the orders {@code login}, {@code add}, {@code change} and {@code delete} (with {@code
 * list}, {@code id}, {@code fields}), and the faults below.
 */
final class WrikeControls {

  private WrikeControls() {}

  static ControlPanel of(WrikeSandbox wrike) {
    return new ControlPanel(Sandbox.CONTROLS + "wrike/")
        .asked("counts", none -> Map.of("calls", wrike.calls(), "tokenCalls", wrike.tokenCalls()))
        .asked("records", question -> wrike.records(question.text("list")))
        .yields("login", none -> wrike.login())
        .yields("add", order -> Map.of("id", wrike.add(order.text("list"), order.object("fields"))))
        .told(
            "change",
            order -> wrike.change(order.text("list"), order.text("id"), order.object("fields")))
        .told("delete", order -> wrike.delete(order.text("list"), order.text("id")))
        .fault("expire-access-tokens", none -> wrike.expireAccessTokens())
        .fault("revoke-grant", none -> wrike.revokeGrant())
        .fault("lose-token-answer", none -> wrike.loseNextTokenAnswer())
        .fault("minute-limit", order -> wrike.setCallsPerMinute(order.count("calls")))
        .fault(
            "delay",
            order -> wrike.delayNext(order.text("path"), order.milliseconds(), order.times()))
        .fault("advance-clock", order -> wrike.advanceClock(order.seconds()))
        .fault("clear", none -> wrike.clearFaults());
  }
}
