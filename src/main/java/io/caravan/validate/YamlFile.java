package io.caravan.validate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file as a tree whose nodes know their lines.
 *
 * @param path where the file is
 * @param name relative to the project
 * @param root the document
 */
record YamlFile(Path path, String name, Node root) {

  boolean isKamelet() {
    return name.endsWith(".kamelet.yaml");
  }

  /** The value under a key of a mapping. */
  static Optional<Node> get(Node node, String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return Optional.of(entry.getValueNode());
        }
      }
    }
    return Optional.empty();
  }

  /** The text under a key of a mapping. */
  static Optional<String> text(Node node, String key) {
    return get(node, key)
        .filter(ScalarNode.class::isInstance)
        .map(value -> ((ScalarNode) value).getValue());
  }

  /** The keys of a mapping; none for any other node. */
  static List<String> keys(Node node) {
    List<String> keys = new ArrayList<>();
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(entry -> keys.add(((ScalarNode) entry.getKeyNode()).getValue()));
    }
    return keys;
  }

  /**
   * Every key with its value, at any depth, top to bottom. List items carry the key of their list.
   */
  void walk(BiConsumer<String, Node> visitor) {
    walk("", root, visitor);
  }

  /** The same below one node. */
  static void walk(String key, Node node, BiConsumer<String, Node> visitor) {
    visitor.accept(key, node);
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        walk(
            entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "",
            entry.getValueNode(),
            visitor);
      }
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> walk(key, item, visitor));
    }
  }

  /**
   * The definitions of routes in this file: under {@code - route:}, and the one a kamelet is a
   * template of.
   */
  List<Node> routes() {
    List<Node> routes = new ArrayList<>();
    walk(
        (key, node) -> {
          if (key.equals("route") && node instanceof MappingNode) {
            routes.add(node);
          }
        });
    return routes;
  }

  int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  int column(Node node) {
    return node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
  }
}
