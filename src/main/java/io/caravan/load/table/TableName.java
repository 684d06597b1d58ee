package io.caravan.load.table;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;

/**
 * A table as the destination calls it.
 *
 * @param schema as the database knows it, unquoted
 * @param table as the database knows it, unquoted
 */
public record TableName(String schema, String table) {

  /**
   * Reads {@code schema.table}. What stands behind the first dot is the table.
   *
   * @param other the schema of a name that has none; null when a name must have one
   */
  public static TableName parse(String name, String other) {
    int dot = name.indexOf('.');
    String schema = dot < 0 ? other : name.substring(0, dot);
    String table = name.substring(dot + 1);
    if (schema == null || schema.isBlank() || table.isBlank()) {
      throw CaravanException.of(ErrorCode.E302, "'" + name + "' does not name a table")
          .why("a destination is written <schema>.<table>, such as jaffle.orders")
          .fix("Correct the upsert: step of the route")
          .build();
    }
    return new TableName(Names.effective(schema), Names.effective(table));
  }

  /** The table beside this one that holds what stands in a nested field. */
  public TableName child(String field) {
    return new TableName(schema, Names.effective(table + "__" + field));
  }

  public String quoted() {
    return Names.quote(schema) + "." + Names.quote(table);
  }

  @Override
  public String toString() {
    return schema + "." + table;
  }
}
