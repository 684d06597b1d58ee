package io.caravan.validate;

import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Each {@code ref} and {@code source} in the dbt project names something that exists. */
final class DbtCheck {

  private static final Pattern REF = Pattern.compile("\\bref\\(\\s*['\"]([^'\"]+)['\"]\\s*\\)");
  private static final Pattern SOURCE =
      Pattern.compile("\\bsource\\(\\s*['\"]([^'\"]+)['\"]\\s*,\\s*['\"]([^'\"]+)['\"]\\s*\\)");

  private DbtCheck() {}

  static void check(Path project, Consumer<Finding> findings) {
    Path models = project.resolve("dbt/models");
    List<Path> files = RouteFiles.below(models, ".sql");
    Set<String> names = new TreeSet<>();
    files.forEach(file -> names.add(stem(file)));
    RouteFiles.below(project.resolve("dbt/seeds"), ".csv").forEach(file -> names.add(stem(file)));
    RouteFiles.below(project.resolve("dbt/snapshots"), ".sql")
        .forEach(file -> names.add(stem(file)));
    Set<String> sources = sources(project, models, findings);
    for (Path file : files) {
      String name = project.relativize(file).toString();
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        int line = i + 1;
        Matcher ref = REF.matcher(lines.get(i));
        while (ref.find()) {
          missing(name, line, ref.start(), "model", ref.group(1), names, findings);
        }
        Matcher source = SOURCE.matcher(lines.get(i));
        while (source.find()) {
          missing(
              name,
              line,
              source.start(),
              "source",
              source.group(1) + "." + source.group(2),
              sources,
              findings);
        }
      }
    }
  }

  private static void missing(
      String file,
      int line,
      int start,
      String kind,
      String name,
      Set<String> known,
      Consumer<Finding> findings) {
    if (!known.contains(name)) {
      findings.accept(
          new Finding(
              file,
              line,
              start + 1,
              ErrorCode.E104,
              "There is no dbt " + kind + " called " + name,
              Nearest.hint(name, known, "Add it below dbt/models")));
    }
  }

  private static Set<String> sources(Path project, Path models, Consumer<Finding> findings) {
    Set<String> sources = new TreeSet<>();
    for (String ending : List.of(".yml", ".yaml")) {
      for (Path file : RouteFiles.below(models, ending)) {
        Optional<Node> root =
            RouteFiles.compose(file, project.relativize(file).toString(), findings);
        root.flatMap(node -> YamlFile.get(node, "sources"))
            .ifPresent(
                list ->
                    YamlFile.walk(
                        "source",
                        list,
                        (key, node) -> {
                          Optional<Node> tables = YamlFile.get(node, "tables");
                          if (key.equals("source") && tables.isPresent()) {
                            String source = YamlFile.text(node, "name").orElse("");
                            YamlFile.walk(
                                "table",
                                tables.get(),
                                (k, table) -> {
                                  if (k.equals("table")) {
                                    YamlFile.text(table, "name")
                                        .ifPresent(t -> sources.add(source + "." + t));
                                  }
                                });
                          }
                        }));
      }
    }
    return sources;
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
