package io.caravan.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An entry of a Singer catalog. Key and cursor may stand in the entry or in its metadata; what is
 * not said to be unselected is selected; a key always is.
 */
final class SingerStream {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SingerStream() {}

  static String name(JsonNode stream) {
    String id = stream.path("tap_stream_id").asText();
    return id.isEmpty() ? stream.path("stream").asText() : id;
  }

  static CatalogStream read(JsonNode stream) {
    JsonNode about = metadata(stream, null);
    List<String> key = strings(stream.path("key_properties"));
    if (key.isEmpty()) {
      key = strings(about.path("table-key-properties"));
    }
    String cursor = stream.path("replication_key").asText(about.path("replication-key").asText(""));
    JsonNode schema = stream.path("schema");
    String description = about.path("description").asText(schema.path("description").asText(""));
    List<Property> properties = new ArrayList<>();
    for (var field : schema.path("properties").properties()) {
      boolean wanted = key.contains(field.getKey()) || isSelected(metadata(stream, field.getKey()));
      properties.add(
          new Property(
              field.getKey(),
              kind(field.getValue()),
              field.getValue().path("description").asText(""),
              wanted));
    }
    boolean wanted = stream.path("selected").asBoolean(true) && isSelected(about);
    return new CatalogStream(
        name(stream),
        key,
        cursor.isEmpty() ? null : cursor,
        description,
        wanted,
        properties,
        strings(about.path("indexes")),
        references(about.path("references")));
  }

  /** Each is written {@code "field,field": "system.stream"}. */
  private static Map<List<String>, String> references(JsonNode object) {
    Map<List<String>, String> references = new LinkedHashMap<>();
    object
        .properties()
        .forEach(one -> references.put(List.of(one.getKey().split(",")), one.getValue().asText()));
    return references;
  }

  private static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(one -> strings.add(one.asText()));
    return strings;
  }

  private static boolean isSelected(JsonNode metadata) {
    if ("automatic".equals(metadata.path("inclusion").asText())) {
      return true;
    }
    return !"unsupported".equals(metadata.path("inclusion").asText())
        && metadata
            .path("selected")
            .asBoolean(metadata.path("selected-by-default").asBoolean(true));
  }

  static Property.Kind kind(JsonNode schema) {
    Set<String> types = new LinkedHashSet<>();
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asText()));
    } else if (type.isTextual()) {
      types.add(type.asText());
    }
    types.remove("null");
    if (types.equals(Set.of("integer", "number"))) {
      return Property.Kind.NUMBER;
    }
    if (types.equals(Set.of("object", "array"))) {
      return Property.Kind.OBJECT;
    }
    if (types.size() != 1) {
      return Property.Kind.ANY;
    }
    return switch (types.iterator().next()) {
      case "string" -> ofText(schema.path("format").asText());
      case "integer" -> Property.Kind.INTEGER;
      case "number" -> Property.Kind.NUMBER;
      case "boolean" -> Property.Kind.BOOLEAN;
      case "object" -> Property.Kind.OBJECT;
      case "array" -> Property.Kind.ARRAY;
      default -> Property.Kind.ANY;
    };
  }

  private static Property.Kind ofText(String format) {
    return switch (format) {
      case "date-time" -> Property.Kind.DATE_TIME;
      case "date" -> Property.Kind.DATE;
      default -> Property.Kind.STRING;
    };
  }

  /**
   * The metadata of a property, or of the stream itself; missing when there is none.
   *
   * @param property null for the stream
   */
  static JsonNode metadata(JsonNode stream, String property) {
    ArrayNode place = place(property);
    for (JsonNode one : stream.path("metadata")) {
      if (one.path("breadcrumb").equals(place)) {
        return one.path("metadata");
      }
    }
    return NODES.missingNode();
  }

  /** The metadata of a property or of the stream itself, made when there is none. */
  static ObjectNode metadataToChange(ObjectNode stream, String property) {
    if (metadata(stream, property) instanceof ObjectNode found) {
      return found;
    }
    ObjectNode one = stream.withArray("metadata").addObject();
    one.set("breadcrumb", place(property));
    return one.putObject("metadata");
  }

  private static ArrayNode place(String property) {
    ArrayNode place = NODES.arrayNode();
    return property == null ? place : place.add("properties").add(property);
  }
}
