package io.caravan.sandbox;

import io.caravan.sandbox.http.ControlPanel;
import io.caravan.sandbox.http.Order;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * GitHub's state and faults over HTTP: the questions {@code counts} and {@code gists} (with {@code
 * login}), the orders {@code users}, {@code users/rename} and {@code users/delete} (with {@code
 * login}, {@code to}), {@code gists}, {@code gists/edit} and {@code gists/delete} (with {@code
 * login} or {@code id}, {@code description}, {@code files}: content by name, null takes a file
 * away), {@code projects/sow} (with {@code repository}, {@code commits}, {@code pulls}, {@code
 * runs}) and {@code projects/member} (with {@code organization}, {@code login}), and the faults
 * below.
 */
final class GitHubControls {

  private GitHubControls() {}

  static ControlPanel of(GitHubSandbox github) {
    return new ControlPanel(Sandbox.CONTROLS + "github/")
        .asked("counts", none -> Map.of("calls", github.calls(), "unchanged", github.unchanged()))
        .asked("gists", question -> github.gists(question.text("login")))
        .told("users", order -> github.addUser(order.text("login")))
        .told("users/rename", order -> github.renameUser(order.text("login"), order.text("to")))
        .told("users/delete", order -> github.deleteUser(order.text("login")))
        .yields(
            "gists",
            order ->
                Map.of(
                    "id",
                    github.addGist(
                        order.text("login"), order.textOrNull("description"), files(order))))
        .told(
            "gists/edit",
            order ->
                github.editGist(order.text("id"), order.textOrNull("description"), files(order)))
        .told("gists/delete", order -> github.deleteGist(order.text("id")))
        .told(
            "projects/sow",
            order ->
                github
                    .projects()
                    .sow(
                        order.text("repository"),
                        order.count("commits"),
                        order.count("pulls"),
                        order.count("runs")))
        .told(
            "projects/member",
            order -> github.projects().addMember(order.text("organization"), order.text("login")))
        .fault(
            "hourly-limits",
            order -> github.setHourlyLimits(order.count("token"), order.count("none")))
        .fault(
            "secondary-limit",
            order ->
                github.limitNext(
                    order.times(),
                    order.json().has("retry-after") ? order.count("retry-after") : null))
        .fault(
            "lose-reply", order -> github.loseReplyOfNext(order.text("path", "/"), order.times()))
        .fault(
            "delay",
            order -> github.delayNext(order.text("path", "/"), order.milliseconds(), order.times()))
        .fault("advance-clock", order -> github.advanceClock(order.seconds()))
        .fault("clear", none -> github.clearFaults());
  }

  private static Map<String, String> files(Order order) {
    Map<String, String> files = new LinkedHashMap<>();
    order.object("files").forEach((name, text) -> files.put(name, (String) text));
    return files;
  }
}
