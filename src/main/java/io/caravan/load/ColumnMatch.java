package io.caravan.load;

import java.util.Locale;
import java.util.Map;

/** Finds the column that holds a field. */
final class ColumnMatch {

  private ColumnMatch() {}

  /**
   * The column whose remark names the field or that has its name; otherwise one that differs in
   * capitals only and that no other field has; null for none.
   */
  static Column find(String field, Map<String, Column> byField, TableShape shape, Fields fields) {
    Column exact = byField.get(field);
    if (exact != null) {
      return exact;
    }
    String name = fold(Names.column(field));
    for (Column column : shape.columns()) {
      boolean taken =
          fields.all().stream()
              .anyMatch(
                  other ->
                      !other.name().equals(field)
                          && (other.name().equals(column.field())
                              || column.equals(other.column())));
      if (fold(column.name()).equals(name) && !taken && !Names.isOurs(column.name())) {
        return column;
      }
    }
    return null;
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
