package io.caravan.validate;

import io.caravan.config.Settings;
import io.caravan.error.ErrorCode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Each {@code {{key}}} names a setting that exists. */
final class PlaceholderCheck {

  /** A key without a default: {@code {{key:other}}} and {@code {{?key}}} may be absent. */
  private static final Pattern REQUIRED = Pattern.compile("\\{\\{([A-Za-z][^:}?\\s]*)}}");

  private static final Pattern ANY = Pattern.compile("\\{\\{\\??([A-Za-z][^:}?\\s]*)[^}]*}}");

  private PlaceholderCheck() {}

  static void check(YamlFile file, Settings settings, Consumer<Finding> findings) {
    Set<String> parameters = parameters(file);
    file.walk(
        (key, node) -> {
          if (node instanceof ScalarNode scalar) {
            Matcher m = REQUIRED.matcher(scalar.getValue());
            while (m.find()) {
              String name = m.group(1);
              if (!parameters.contains(name)
                  && !name.startsWith("caravan.")
                  && settings.origin(name).isEmpty()) {
                findings.accept(
                    new Finding(
                        file.name(),
                        file.line(node),
                        file.column(node),
                        ErrorCode.E101,
                        "The setting " + name + " is used here and set nowhere",
                        Nearest.hint(
                            name,
                            settings.keys(),
                            "Add " + name + " = ... to application.properties")));
              }
            }
          }
        });
  }

  /** The keys a file reads from the settings. */
  static Set<String> used(YamlFile file) {
    Set<String> used = new HashSet<>();
    file.walk(
        (key, node) -> {
          if (node instanceof ScalarNode scalar) {
            Matcher m = ANY.matcher(scalar.getValue());
            while (m.find()) {
              used.add(m.group(1));
            }
          }
        });
    used.removeAll(parameters(file));
    return used;
  }

  /**
   * The parameters a kamelet declares, and the beans of its template, are named by {@code {{...}}}
   * too.
   */
  private static Set<String> parameters(YamlFile file) {
    Set<String> names = new HashSet<>();
    file.walk(
        (key, node) -> {
          if (key.equals("properties")) {
            names.addAll(YamlFile.keys(node));
          }
          if (key.equals("beans")) {
            YamlFile.text(node, "name").ifPresent(names::add);
          }
        });
    return file.isKamelet() ? names : Set.of();
  }
}
