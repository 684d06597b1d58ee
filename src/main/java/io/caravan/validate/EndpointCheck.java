package io.caravan.validate;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.dsl.yaml.common.YamlSupport;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Each endpoint has a component, options that exist, and a route at its other end. */
final class EndpointCheck {

  private EndpointCheck() {}

  static void check(
      YamlFile file,
      RouteFiles files,
      Settings settings,
      CamelContext context,
      Consumer<Finding> findings) {
    file.walk(
        (key, node) -> {
          if (List.of("from", "to", "toD", "wireTap", "poll", "pollEnrich").contains(key)) {
            Optional<Node> uri =
                node instanceof ScalarNode ? Optional.of(node) : YamlFile.get(node, "uri");
            uri.filter(ScalarNode.class::isInstance)
                .ifPresent(
                    text ->
                        new EndpointCheck.One(
                                file,
                                files,
                                settings,
                                context,
                                findings,
                                key,
                                (ScalarNode) text,
                                node)
                            .check());
          } else if (key.equals("ref") && node instanceof ScalarNode ref) {
            bean(file, ref, ref.getValue(), context, findings);
          }
        });
  }

  private static void bean(
      YamlFile file, Node node, String name, CamelContext context, Consumer<Finding> findings) {
    if (!name.contains("{{")
        && !name.startsWith("#class:")
        && context.getRegistry().lookupByName(name.replace("#bean:", "").replace("#", ""))
            == null) {
      findings.accept(
          new Finding(
              file.name(),
              file.line(node),
              file.column(node),
              ErrorCode.E104,
              "There is no bean called " + name,
              "Use one of docs/configuration.md, or declare it: camel.beans."
                  + name
                  + " = #class:..."));
    }
  }

  /** One endpoint in one file. */
  private record One(
      YamlFile file,
      RouteFiles files,
      Settings settings,
      CamelContext context,
      Consumer<Finding> findings,
      String role,
      ScalarNode text,
      Node step) {

    void check() {
      String uri = text.getValue();
      if (uri.matches("https?://.*") && !uri.contains("{{") && !uri.contains("${")) {
        report(
            text,
            ErrorCode.E105,
            "An address stands in a route",
            "Make it a setting and write {{its.name}} here");
      }
      if (uri.startsWith("direct:") && !role.equals("from")) {
        direct(uri.substring("direct:".length()));
      } else if (uri.startsWith("kamelet:") && !uri.matches("kamelet:(source|sink).*")) {
        kamelet(uri.substring("kamelet:".length()).split("[/?]")[0]);
      } else if (!uri.contains("${") && !uri.startsWith("direct:") && !uri.startsWith("kamelet:")) {
        endpoint(uri);
      }
    }

    private void direct(String name) {
      if (!name.contains("{{") && !name.contains("${") && !files.directs().contains(name)) {
        report(
            text,
            ErrorCode.E104,
            "No route begins at direct:" + name,
            Nearest.hint(name, files.directs(), "Add a route with from: direct:" + name));
      }
    }

    private void kamelet(String name) {
      Optional<YamlFile> kamelet = files.kamelet(name);
      if (kamelet.isEmpty()) {
        report(
            text,
            ErrorCode.E104,
            "There is no kamelet called " + name,
            Nearest.hint(
                name, files.kameletNames(), "Add routes/kamelets/" + name + ".kamelet.yaml"));
        return;
      }
      Node definition =
          YamlFile.get(kamelet.get().root(), "spec")
              .flatMap(spec -> YamlFile.get(spec, "definition"))
              .orElse(kamelet.get().root());
      List<String> known =
          YamlFile.get(definition, "properties").map(YamlFile::keys).orElse(List.of());
      Node given = YamlFile.get(step, "parameters").orElse(step);
      List<String> names = given == step ? List.of() : YamlFile.keys(given);
      for (String each : names) {
        if (!known.contains(each)) {
          report(
              YamlFile.get(given, each).orElse(given),
              ErrorCode.E105,
              "The kamelet " + name + " has no parameter " + each,
              Nearest.hint(each, known, "It has: " + String.join(", ", known)));
        }
      }
      YamlFile.get(definition, "required")
          .ifPresent(
              required ->
                  YamlFile.walk(
                      "",
                      required,
                      (key, node) -> {
                        if (node instanceof ScalarNode wanted
                            && !names.contains(wanted.getValue())) {
                          report(
                              text,
                              ErrorCode.E101,
                              "The kamelet " + name + " needs the parameter " + wanted.getValue(),
                              "Add it under parameters:");
                        }
                      }));
    }

    private void endpoint(String uri) {
      Map<String, Object> parameters = new HashMap<>();
      boolean[] dynamic = {false};
      YamlFile.get(step, "parameters")
          .filter(MappingNode.class::isInstance)
          .ifPresent(
              node ->
                  YamlFile.keys(node)
                      .forEach(
                          name -> {
                            String value = YamlFile.text(node, name).orElse("");
                            dynamic[0] |= unresolvable(value);
                            parameters.put(name, value);
                          }));
      if (dynamic[0] || unresolvable(uri)) {
        return;
      }
      try {
        if (uri.startsWith("quartz:")) {
          Cron.check(
              settings,
              (String) parameters.get("cron"),
              (String) parameters.get("trigger.timeZone"));
        }
        context.getEndpoint(YamlSupport.createEndpointUri(context, null, uri, parameters));
      } catch (Exception e) {
        Throwable root = e;
        while (root.getCause() != null
            && root.getCause() != root
            && !(root instanceof CaravanException)) {
          root = root.getCause();
        }
        if (root instanceof CaravanException known) {
          report(text, known.code(), known.what(), String.join("; ", known.fixes()));
        } else {
          ErrorCode code = root instanceof NoSuchBeanException ? ErrorCode.E104 : ErrorCode.E105;
          report(
              text,
              code,
              "The endpoint cannot be made: " + reason(root),
              "Check its component and the names of its parameters");
        }
      }
    }

    /**
     * Placeholders of kamelet parameters and of settings that are reported already have no value
     * yet.
     */
    private boolean unresolvable(String value) {
      try {
        context.resolvePropertyPlaceholders(value);
        return false;
      } catch (RuntimeException e) {
        return true;
      }
    }

    private static String reason(Throwable failure) {
      String message = String.valueOf(failure.getMessage());
      int due = message.indexOf("due to: ");
      return (due < 0 ? message : message.substring(due + "due to: ".length()))
          .lines()
          .findFirst()
          .orElse("");
    }

    private void report(Node node, ErrorCode code, String message, String fix) {
      findings.accept(
          new Finding(file.name(), file.line(node), file.column(node), code, message, fix));
    }
  }
}
