package io.caravan.load;

import io.caravan.load.table.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lists of names as they stand in an option of a route. */
final class NamesByTable {

  private NamesByTable() {}

  /** Names between commas. */
  static List<String> names(String list) {
    return Stream.of(list.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  /**
   * Names of several tables: {@code schema.table:a,b;schema.other:c}.
   *
   * @param schema of tables that stand without one
   * @throws IllegalArgumentException when a part names no table
   */
  static Map<String, List<String>> parse(String text, String schema) {
    Map<String, List<String>> byTable = new LinkedHashMap<>();
    for (String part : text.split(";")) {
      if (!part.isBlank()) {
        int colon = part.indexOf(':');
        if (colon < 0) {
          throw new IllegalArgumentException("it is written schema.table:field;schema.other:field");
        }
        TableName table = TableName.parse(part.substring(0, colon).strip(), schema);
        byTable.put(table.toString(), names(part.substring(colon + 1)));
      }
    }
    return byTable;
  }
}
