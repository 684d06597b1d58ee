package io.caravan.sandbox;

import io.caravan.sandbox.http.ControlPanel;
import io.caravan.sandbox.http.Json;
import java.util.Map;

/**
 * Ender Turing's state and faults over HTTP: the questions {@code counts}, {@code records} (with
 * {@code list}) and {@code detail} (with {@code kind}, {@code session}), the orders {@code put},
 * {@code change}, {@code delete} (with {@code list}, {@code id}, {@code fields}), {@code detail}
 * (with {@code kind}, {@code session}, {@code value}) and {@code grow} (with {@code days}, {@code
 * perDay}), and the faults below.
 */
final class EnderTuringControls {

  private EnderTuringControls() {}

  static ControlPanel of(EnderTuringSandbox service) {
    return new ControlPanel(Sandbox.CONTROLS + "enderturing/")
        .asked("counts", none -> Map.of("calls", service.calls(), "logins", service.logins()))
        .asked("records", question -> service.records(question.text("list")))
        .asked(
            "detail", question -> service.detail(question.text("kind"), question.text("session")))
        .told("put", order -> service.put(order.text("list"), order.object("fields")))
        .told(
            "change",
            order -> service.change(order.text("list"), order.text("id"), order.object("fields")))
        .told("delete", order -> service.delete(order.text("list"), order.text("id")))
        .told(
            "detail",
            order ->
                service.setDetail(
                    order.text("kind"),
                    order.text("session"),
                    Json.plain(order.json().path("value"))))
        .told("grow", order -> service.grow(order.count("days"), order.count("perDay")))
        .fault("expire-access-tokens", none -> service.expireAccessTokens())
        .fault("token-life", order -> service.setTokenLife(order.seconds()))
        .fault("password", order -> service.setPassword(order.text("password")))
        .fault("most-hits", order -> service.setMostHits(order.count("most")))
        .fault(
            "fail",
            order ->
                service.failNext(
                    order.text("path"),
                    order.count("status"),
                    "{\"detail\":\"a fault\"}",
                    order.times()))
        .fault(
            "delay",
            order -> service.delayNext(order.text("path"), order.milliseconds(), order.times()))
        .fault("advance-clock", order -> service.advanceClock(order.seconds()))
        .fault("clear", none -> service.clearFaults());
  }
}
