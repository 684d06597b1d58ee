package io.caravan.validate;

import io.caravan.error.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.Node;

/** Each route has an id of its own and says in one sentence what it does. */
final class RouteCheck {

  private RouteCheck() {}

  static void check(YamlFile file, Consumer<Finding> findings) {
    for (Node route : file.routes()) {
      if (!file.isKamelet()) {
        require(
            file, route, "id", "Give it the name of what it does, such as hubspot.deals", findings);
        require(
            file,
            route,
            "description",
            "Say in one sentence what it does: description: ...",
            findings);
      }
      if (YamlFile.get(route, "from").isEmpty()) {
        findings.accept(
            new Finding(
                file.name(),
                file.line(route),
                file.column(route),
                ErrorCode.E105,
                "A route without from: never begins",
                "Add from: with a uri, and the steps below it"));
      }
    }
  }

  private static void require(
      YamlFile file, Node route, String key, String fix, Consumer<Finding> findings) {
    if (YamlFile.text(route, key).filter(text -> !text.isBlank()).isEmpty()) {
      findings.accept(
          new Finding(
              file.name(),
              file.line(route),
              file.column(route),
              ErrorCode.E105,
              "A route without " + key,
              fix));
    }
  }

  static void checkDuplicates(List<YamlFile> files, Consumer<Finding> findings) {
    Map<String, String> first = new HashMap<>();
    for (YamlFile file : files) {
      for (Node route : file.routes()) {
        YamlFile.text(route, "id")
            .ifPresent(
                id -> {
                  int line = file.line(YamlFile.get(route, "id").orElse(route));
                  String before = first.putIfAbsent(id, file.name() + ":" + line);
                  if (before != null) {
                    findings.accept(
                        new Finding(
                            file.name(),
                            line,
                            1,
                            ErrorCode.E105,
                            "The route id " + id + " is taken by " + before,
                            "Give one of the two routes another id"));
                  }
                });
      }
    }
  }
}
