package io.caravan.sandbox.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * What a value in a body must be. v2 takes nothing for something else: "12" is no number, 1 is no
 * boolean.
 *
 * @param name as it stands in the refusal
 */
record Expected(String name, Predicate<JsonNode> holds) {

  static final Expected TEXT = new Expected("string", JsonNode::isTextual);
  static final Expected NUMBER = new Expected("number", JsonNode::isNumber);
  static final Expected ID =
      new Expected("number", node -> node.isIntegralNumber() && node.asLong() > 0);
  static final Expected BOOLEAN = new Expected("boolean", JsonNode::isBoolean);
  static final Expected OBJECT = new Expected("object", JsonNode::isObject);
  static final Expected DATE =
      new Expected(
          "date (YYYY-MM-DD)",
          node -> node.isTextual() && node.asText().matches("\\d{4}-\\d\\d-\\d\\d"));
  static final Expected TIME =
      new Expected(
          "time (RFC 3339)",
          node ->
              node.isTextual()
                  && node.asText()
                      .matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(Z|[+-].*)?"));
  static final Expected CURRENCY =
      new Expected("currency code", node -> node.isTextual() && node.asText().matches("[A-Z]{3}"));
  static final Expected MONEY =
      new Expected(
          "object with value and currency",
          node -> NUMBER.fits(node.path("value")) && CURRENCY.fits(node.path("currency")));
  static final Expected ID_LIST = new Expected("array of numbers", node -> allNumbers(node, 0));
  // An empty list does not clear a set; null does.
  static final Expected SET =
      new Expected("array of numbers, or null", node -> allNumbers(node, 1));

  static Expected oneOf(Set<String> texts) {
    return new Expected(
        "one of " + texts, node -> node.isTextual() && texts.contains(node.asText()));
  }

  /** What the value of a custom field of this type must be. */
  static Expected ofFieldType(String type) {
    return switch (type) {
      case "double" -> NUMBER;
      case "enum", "org", "people", "user" -> ID;
      case "set" -> SET;
      case "monetary" -> MONEY;
      case "date" -> DATE;
      case "address", "daterange", "timerange", "time" -> OBJECT;
      default -> TEXT;
    };
  }

  boolean fits(JsonNode node) {
    return holds.test(node);
  }

  private static boolean allNumbers(JsonNode node, int fewest) {
    return node.isArray()
        && node.size() >= fewest
        && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isIntegralNumber);
  }
}
