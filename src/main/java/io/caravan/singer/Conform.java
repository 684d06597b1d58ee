package io.caravan.singer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes values the way the schema of their stream promises: many systems send numbers as text and
 * points in time in a form of their own, which a table takes and a reader of messages does not.
 */
final class Conform {

  private Conform() {}

  /** The value as the schema of its field has it; the value itself where it cannot be. */
  static Object to(JsonNode property, Object value) {
    if (value instanceof Temporal) {
      return value.toString();
    }
    if (!(value instanceof String text)) {
      return value;
    }
    Set<String> types = new HashSet<>();
    types.add(property.path("type").asText());
    property.path("type").forEach(type -> types.add(type.asText()));
    String format = property.path("format").asText();
    if (types.contains("string")) {
      return format.equals("date-time") ? moment(text, types.contains("null")) : text;
    }
    if (text.isBlank() && types.contains("null")) {
      return null;
    }
    return typed(types, text);
  }

  private static Object typed(Set<String> types, String text) {
    try {
      if (types.contains("integer")) {
        return new BigInteger(text.strip());
      }
      if (types.contains("number")) {
        return new BigDecimal(text.strip());
      }
    } catch (NumberFormatException e) {
      return text;
    }
    boolean isBoolean = types.contains("boolean") && text.strip().matches("(?i)true|false");
    return isBoolean ? (Object) Boolean.valueOf(text.strip()) : text;
  }

  /** As RFC 3339 has it; text without a zone is UTC. */
  private static Object moment(String text, boolean nullable) {
    if (text.isBlank() && nullable) {
      return null;
    }
    String iso = text.strip().replace(' ', 'T');
    try {
      if (iso.length() == "2000-01-01".length()) {
        return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC).toString();
      }
      boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 9;
      Instant moment =
          zoned
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      return moment.toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  /** The type of a value in the words of JSON schema; null for null. */
  static String typeOf(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      return "integer";
    }
    if (value instanceof Number) {
      return "number";
    }
    if (value instanceof Map) {
      return "object";
    }
    return value instanceof List ? "array" : "string";
  }
}
