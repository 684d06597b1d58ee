package io.caravan.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;

/**
 * Maps and lists as the tree that jq works on. Jackson's own way writes them down as tokens and
 * reads these again, which takes as long as the expressions of most routes.
 */
final class Nodes {

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
  private static final JsonNodeFactory MAKE = JSON.getNodeFactory();

  private Nodes() {}

  /** The tree of a value; what is in one already stays the same object. */
  static JsonNode of(Object value) {
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof String text) {
      return MAKE.textNode(text);
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = MAKE.objectNode();
      map.forEach((name, inner) -> object.set(name.toString(), of(inner)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = MAKE.arrayNode(list.size());
      list.forEach(inner -> array.add(of(inner)));
      return array;
    }
    if (value instanceof Boolean truth) {
      return MAKE.booleanNode(truth);
    }
    if (value instanceof Integer number) {
      return MAKE.numberNode(number.intValue());
    }
    if (value instanceof Long number) {
      return MAKE.numberNode(number.longValue());
    }
    return value == null ? MAKE.nullNode() : JSON.valueToTree(value);
  }
}
