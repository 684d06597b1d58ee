package io.caravan.load.table;

import io.caravan.load.value.ColumnType;

/**
 * A column as it stands in the database.
 *
 * @param type what Caravan makes of its type
 * @param field the field of the source it holds
 * @param written false for a generated column, which nobody may write
 * @param own whether Caravan added it
 */
public record Column(String name, ColumnType type, String field, boolean written, boolean own) {

  /** The same column with another type; Caravan has made it what it is now. */
  public Column withType(ColumnType other) {
    return new Column(name, other, field, written, true);
  }
}
