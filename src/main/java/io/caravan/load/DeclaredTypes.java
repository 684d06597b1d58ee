package io.caravan.load;

import io.caravan.load.table.Names;
import io.caravan.load.value.ColumnType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The words of JSON schema as types of columns. */
final class DeclaredTypes {

  private DeclaredTypes() {}

  /** The type of each field. */
  static Map<String, ColumnType> of(Map<String, String> words) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    words.forEach((field, word) -> types.merge(Names.field(field), type(word), ColumnType::join));
    return types;
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
}
