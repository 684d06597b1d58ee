package io.caravan.load.table;

import java.util.List;
import java.util.Optional;

/**
 * A table as it stands in the database.
 *
 * @param kind what it is when it is not a table: {@code view}, {@code foreign table}; otherwise
 *     null
 * @param everAdded columns ever added, dropped ones included: PostgreSQL counts those against its
 *     limit of 1,600 for ever
 * @param uniqueKeys the column lists of its unique indexes, each in the order of the index
 * @param empty whether it held no row when it was looked at
 */
public record TableShape(
    List<Column> columns,
    String kind,
    int everAdded,
    List<List<String>> uniqueKeys,
    boolean empty) {

  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
