package io.caravan.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A record as the text of its JSON object, taken apart each time it is looked at. A page of these
 * needs a small part of the memory that a page of maps does, and lets many pages pass through a
 * small heap.
 *
 * @param text UTF-8, usually of many records
 * @param from where the object begins
 * @param to the first byte after it
 */
public record JsonRecord(byte[] text, int from, int to) {

  private static final int LONGEST_NUMBER = 200_000;
  private static final int LONGEST_TEXT = 64 * 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_TEXT)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          // Python writes these, although JSON has none of them.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /**
   * Reads the text from its beginning, for those who look for a part of it.
   *
   * @throws IOException when the text cannot be JSON at all
   */
  public JsonParser parser() throws IOException {
    return JSON.createParser(text, from, to - from);
  }

  /**
   * The object at whose beginning a parser of {@link #parser()} stands, found by its brackets only:
   * whether it is JSON shows when it is taken apart. The parser stays where it is.
   *
   * @throws IOException when the text ends before the object does
   */
  public JsonRecord part(JsonParser parser) throws IOException {
    int begin = from + (int) parser.currentTokenLocation().getByteOffset();
    return new JsonRecord(text, begin, JsonExtent.end(text, begin, to));
  }

  /**
   * Calls back for each field: text, whole numbers as {@code Integer}, {@code Long} or {@code
   * BigInteger}, fractions as {@code BigDecimal}, NaN and Infinity as {@code Double}, {@code
   * Boolean}, null, maps and lists.
   *
   * @throws IllegalArgumentException when the text is not one JSON object
   */
  public void fields(BiConsumer<String, Object> field) {
    try (JsonParser parser = parser()) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is no JSON object");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        field.accept(name, value(parser));
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new IllegalArgumentException("it is more than one JSON object");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no valid JSON: " + e.getMessage(), e);
    }
  }

  /** The record as a map, in the order of its fields. */
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    fields(map::put);
    return map;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT ->
          parser.isNaN() ? (Object) parser.getDoubleValue() : parser.getDecimalValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case START_ARRAY -> list(parser);
      case START_OBJECT -> object(parser);
      default -> throw new IllegalArgumentException("it ends in the middle");
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static List<Object> list(JsonParser parser) throws IOException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  @Override
  public String toString() {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
