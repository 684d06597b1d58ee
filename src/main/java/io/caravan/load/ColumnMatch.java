package io.caravan.load;

import io.caravan.load.table.Column;
import io.caravan.load.table.Names;
import io.caravan.load.table.TableShape;
import java.util.Locale;

/** Finds columns for fields whose name has changed its capitals. */
final class ColumnMatch {

  private ColumnMatch() {}

  /**
   * Gives fields that have no column one that differs in capitals only, when no other field of this
   * run needs it.
   */
  static void adopt(TableShape shape, Fields fields) {
    for (Field field : fields.all()) {
      if (field.isMet() && field.column() == null) {
        shape.columns().stream()
            .filter(column -> isAlike(column, field) && isFree(column, fields))
            .findFirst()
            .ifPresent(
                column -> {
                  fields.all().stream()
                      .filter(other -> column.equals(other.column()))
                      .forEach(other -> other.heldBy(null));
                  field.adopt(column);
                });
      }
    }
  }

  private static boolean isAlike(Column column, Field field) {
    return fold(column.name()).equals(fold(Names.column(field.name())))
        && !Names.isOurs(column.name());
  }

  private static boolean isFree(Column column, Fields fields) {
    return fields.all().stream()
        .noneMatch(
            other ->
                other.isMet()
                    && (column.equals(other.column()) || other.name().equals(column.field())));
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
