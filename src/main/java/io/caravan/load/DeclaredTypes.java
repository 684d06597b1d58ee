package io.caravan.load;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of fields before their values are. */
final class DeclaredTypes {

  private final Map<String, ColumnType> byField;
  private final boolean infer;

  /**
   * @param words the types in words of JSON schema, by field
   * @param infer whether text of fields without a type may become a typed column
   */
  DeclaredTypes(Map<String, String> words, boolean infer) {
    this.byField =
        words.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> Names.field(entry.getKey()),
                    entry -> type(entry.getValue()),
                    ColumnType::join,
                    java.util.LinkedHashMap::new));
    this.infer = infer;
  }

  private static ColumnType type(String word) {
    return switch (word) {
      case "boolean" -> ColumnType.BOOLEAN;
      case "integer" -> ColumnType.BIGINT;
      case "number" -> ColumnType.NUMERIC;
      case "date" -> ColumnType.DATE;
      case "date-time" -> ColumnType.TIMESTAMPTZ;
      case "string" -> ColumnType.TEXT;
      case "object", "array" -> ColumnType.JSONB;
      default -> ColumnType.UNKNOWN;
    };
  }

  Set<String> fields() {
    return byField.keySet();
  }

  /** The type of a field; unknown when nothing is declared. */
  ColumnType of(String field) {
    return byField.getOrDefault(field, ColumnType.UNKNOWN);
  }

  /** Whether text of a field is looked at for the type it reads as. */
  boolean infers(String field) {
    return switch (of(field)) {
      case TEXT, JSONB -> false;
      case UNKNOWN -> infer;
      default -> true;
    };
  }
}
