package io.caravan.load.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.JsonRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads records in the forms in which they arrive: maps, objects of Jackson, and JSON text. */
public final class Records {

  private Records() {}

  /** Calls back for each field of a record, values of Jackson as plain values of Java. */
  public static void fields(Object record, BiConsumer<String, Object> field) {
    if (record instanceof ObjectNode node) {
      node.properties().forEach(entry -> field.accept(entry.getKey(), plain(entry.getValue())));
    } else if (record instanceof Map<?, ?> map) {
      map.forEach((key, value) -> field.accept(String.valueOf(key), plain(value)));
    } else if (record instanceof JsonRecord text) {
      try {
        text.fields(field);
      } catch (IllegalArgumentException e) {
        throw new RefusedRow(e.getMessage());
      }
    } else {
      throw CaravanException.of(ErrorCode.E314, "A record is not an object with fields")
          .why("found " + (record == null ? "null" : record.getClass().getSimpleName()))
          .fix("Make the route hand over objects, for example with unmarshal or jq")
          .build();
    }
  }

  /** The value of a field; null when the record has none. */
  public static Object value(Object record, String field) {
    if (record instanceof JsonNode node) {
      return plain(node.get(field));
    }
    Map<?, ?> map = record instanceof JsonRecord text ? text.map() : (Map<?, ?>) record;
    return plain(map.get(field));
  }

  /** A copy without some of the fields; what is no record stays as it is. */
  public static Object without(Object record, Set<String> fields) {
    if (record instanceof ObjectNode node) {
      ObjectNode copy = node.objectNode();
      copy.setAll(node);
      copy.remove(fields);
      return copy;
    }
    if (record instanceof JsonRecord text) {
      return without(text.map(), fields);
    }
    if (record instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>(map);
      copy.keySet().removeAll(fields);
      return copy;
    }
    return record;
  }

  /** A scalar of Jackson as a value of Java; objects and arrays as they are. */
  public static Object plain(Object value) {
    if (!(value instanceof JsonNode node)) {
      return value;
    }
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      case POJO -> ((POJONode) node).getPojo();
      case BINARY -> node.asText();
      case OBJECT, ARRAY -> node;
      case NULL, MISSING -> null;
    };
  }

  public static boolean isNested(Object value) {
    return value instanceof Map || value instanceof java.util.List || value instanceof JsonNode;
  }
}
