package io.caravan.singer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a JSON schema says about the type of each field: {@code boolean}, {@code integer}, {@code
 * number}, {@code date}, {@code date-time}, {@code string}, {@code object}; empty where it says
 * nothing that a column could follow. Whether null is allowed does not matter: every column but a
 * key takes it.
 */
final class JsonTypes {

  private static final String ANYTHING = "";

  private JsonTypes() {}

  static Map<String, String> of(JsonNode schema) {
    Map<String, String> types = new LinkedHashMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(property -> types.put(property.getKey(), type(property.getValue())));
    return types;
  }

  private static String type(JsonNode property) {
    Set<String> types = new LinkedHashSet<>();
    collect(property, types);
    if (types.isEmpty()) {
      return ANYTHING;
    }
    if (types.contains("object")) {
      return "object";
    }
    if (types.size() == 1) {
      return types.iterator().next();
    }
    if (types.equals(Set.of("integer", "number"))) {
      return "number";
    }
    return types.equals(Set.of("date", "date-time")) ? "date-time" : "string";
  }

  private static void collect(JsonNode property, Set<String> types) {
    for (String union : List.of("anyOf", "oneOf", "allOf")) {
      property.path(union).forEach(one -> collect(one, types));
    }
    JsonNode type = property.path("type");
    if (type.isTextual()) {
      add(type.textValue(), property, types);
    }
    type.forEach(one -> add(one.asText(), property, types));
  }

  private static void add(String type, JsonNode property, Set<String> types) {
    switch (type) {
      case "array", "object" -> types.add("object");
      case "integer", "number", "boolean" -> types.add(type);
      case "string" -> types.add(text(property.path("format").asText()));
      default -> {
        // "null", and words no draft of JSON schema knows: the values will tell.
      }
    }
  }

  private static String text(String format) {
    return switch (format) {
      case "date", "date-time" -> format;
      // A decimal as text, as the Python library writes it to keep every digit.
      case "singer.decimal" -> "number";
      default -> "string";
    };
  }
}
