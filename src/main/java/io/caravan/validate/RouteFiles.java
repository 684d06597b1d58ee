package io.caravan.validate;

import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The route and kamelet files of a project, and what they declare for each other. */
final class RouteFiles {

  private final List<YamlFile> files = new ArrayList<>();
  private final Map<String, YamlFile> kamelets = new HashMap<>();
  private final Set<String> directs = new HashSet<>();

  private RouteFiles() {}

  static RouteFiles read(Path project, Consumer<Finding> findings) {
    RouteFiles files = new RouteFiles();
    for (Path path : below(project.resolve("routes"), ".yaml")) {
      files.add(path, project.relativize(path).toString(), findings);
    }
    files.files.forEach(files::collectDirects);
    return files;
  }

  /** Files below a folder with this ending, sorted; none when the folder does not exist. */
  static List<Path> below(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path path, String name, Consumer<Finding> findings) {
    String file = path.getFileName().toString();
    if (file.endsWith(".camel.yaml")
        && file.indexOf('.') != file.length() - ".camel.yaml".length()) {
      findings.accept(
          new Finding(
              name,
              1,
              1,
              ErrorCode.E105,
              "The name of a route file has a dot too many; Camel takes all behind the first dot for its kind",
              "Rename it, with - in place of the dot"));
    }
    Optional<Node> root = compose(path, name, findings);
    root.ifPresent(
        node -> {
          YamlFile yaml = new YamlFile(path, name, node);
          files.add(yaml);
          if (yaml.isKamelet()) {
            kamelets.put(file.substring(0, file.length() - ".kamelet.yaml".length()), yaml);
          }
        });
  }

  /** Reads a YAML file into nodes with marks; a syntax error becomes a finding. */
  static Optional<Node> compose(Path path, String name, Consumer<Finding> findings) {
    try {
      LoadSettings settings = LoadSettings.builder().setUseMarks(true).setLabel(name).build();
      Optional<Node> root = new Compose(settings).composeString(Files.readString(path));
      root.ifPresent(node -> duplicateKeys(name, node, findings));
      return root;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
      findings.accept(
          new Finding(
              name,
              line,
              column,
              ErrorCode.E105,
              "This is not YAML: " + e.getProblem(),
              "Check the indentation: spaces only, the same for all keys of a block; a space after each colon"));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void duplicateKeys(String name, Node root, Consumer<Finding> findings) {
    YamlFile.walk(
        "",
        root,
        (key, node) -> {
          if (node instanceof MappingNode) {
            Set<String> seen = new HashSet<>();
            for (String each : YamlFile.keys(node)) {
              if (!seen.add(each)) {
                Node where = YamlFile.get(node, each).orElse(node);
                int line = where.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
                findings.accept(
                    new Finding(
                        name,
                        line,
                        1,
                        ErrorCode.E105,
                        "The key " + each + " stands twice in one block; only one of them counts",
                        "Remove one of them"));
              }
            }
          }
        });
  }

  private void collectDirects(YamlFile file) {
    for (Node route : file.routes()) {
      YamlFile.get(route, "from")
          .flatMap(from -> YamlFile.text(from, "uri"))
          .ifPresent(uri -> collect(uri, route));
    }
  }

  private void collect(String uri, Node route) {
    if (uri.startsWith("direct:")) {
      directs.add(uri.substring("direct:".length()));
    } else if (uri.startsWith("kamelet:")) {
      // The route of a kamelet listens at direct:<stream>, with the stream as the using route names
      // it.
      YamlFile.get(route, "from")
          .flatMap(from -> YamlFile.get(from, "parameters"))
          .flatMap(parameters -> YamlFile.text(parameters, "stream"))
          .ifPresent(directs::add);
    }
  }

  List<YamlFile> all() {
    return files;
  }

  /** The kamelet of this name: the project's own, or one that the program came with. */
  Optional<YamlFile> kamelet(String name) {
    return Optional.ofNullable(kamelets.computeIfAbsent(name, RouteFiles::ours));
  }

  private static YamlFile ours(String name) {
    String file = "/caravan/kamelets/" + name + ".kamelet.yaml";
    try (InputStream in = RouteFiles.class.getResourceAsStream(file)) {
      LoadSettings settings = LoadSettings.builder().setUseMarks(true).setLabel(name).build();
      return in == null
          ? null
          : new Compose(settings)
              .composeInputStream(in)
              .map(root -> new YamlFile(Path.of(file), file, root))
              .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> kameletNames() {
    return kamelets.keySet();
  }

  /** The names that {@code direct:} can reach. */
  Set<String> directs() {
    return directs;
  }
}
