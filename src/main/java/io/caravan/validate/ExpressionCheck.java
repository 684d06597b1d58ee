package io.caravan.validate;

import io.caravan.error.ErrorCode;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Language;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Each expression can be read by its language. */
final class ExpressionCheck {

  private static final Set<String> LANGUAGES = Set.of("simple", "jq");

  private ExpressionCheck() {}

  static void check(YamlFile file, CamelContext context, Consumer<Finding> findings) {
    file.walk(
        (key, node) -> {
          if (LANGUAGES.contains(key)) {
            Node text =
                node instanceof MappingNode ? YamlFile.get(node, "expression").orElse(node) : node;
            if (text instanceof ScalarNode scalar
                && !scalar.getValue().contains("{{")
                && !scalar.getValue().startsWith("resource:")) {
              parse(file, key, scalar, context, findings);
            }
          }
        });
  }

  private static void parse(
      YamlFile file,
      String name,
      ScalarNode text,
      CamelContext context,
      Consumer<Finding> findings) {
    try {
      Language language = context.resolveLanguage(name);
      // A predicate is parsed by stricter rules than a text with holes; one of the two has to fit.
      try {
        language.createPredicate(text.getValue()).init(context);
      } catch (RuntimeException notAPredicate) {
        language.createExpression(text.getValue()).init(context);
      }
    } catch (RuntimeException e) {
      Throwable root = e;
      while (root.getCause() != null && root.getCause() != root) {
        root = root.getCause();
      }
      String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
      findings.accept(
          new Finding(
              file.name(),
              file.line(text),
              file.column(text),
              ErrorCode.E105,
              "The " + name + " expression cannot be read: " + reason,
              "Compare it with the language's page: https://camel.apache.org/components/4.x/languages/"
                  + name
                  + "-language.html"));
    }
  }
}
