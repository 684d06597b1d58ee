package io.caravan.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came with an order or a question.
 *
 * @param json its fields
 */
public record Order(JsonNode json) {

  /** The text of this field, empty when there is none. */
  public String text(String name) {
    return json.path(name).asText();
  }

  /** The text of this field. */
  public String text(String name, String otherwise) {
    return json.path(name).asText(otherwise);
  }

  /** The text of this field, null when there is none. */
  public String textOrNull(String name) {
    return json.path(name).textValue();
  }

  /** The whole number of this field, 0 when there is none. */
  public long number(String name) {
    return json.path(name).asLong();
  }

  /** The whole number of this field, 0 when there is none. */
  public int count(String name) {
    return json.path(name).asInt();
  }

  /** The whole number of this field. */
  public int count(String name, int otherwise) {
    return json.path(name).asInt(otherwise);
  }

  /** How many times, once when nothing is said. */
  public int times() {
    return count("times", 1);
  }

  /** The length of time in the field {@code seconds}. */
  public Duration seconds() {
    return Duration.ofSeconds(number("seconds"));
  }

  /** The length of time in the field {@code milliseconds}. */
  public Duration milliseconds() {
    return Duration.ofMillis(number("milliseconds"));
  }

  /** The object in this field as plain Java, empty when there is none. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> object(String name) {
    return json.path(name).isObject() ? (Map<String, Object>) Json.plain(json.get(name)) : Map.of();
  }

  /** The object in this field with each of its values as text. */
  public Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.path(name)
        .properties()
        .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
