package io.caravan.load;

import io.caravan.load.value.ColumnType;
import io.caravan.load.value.Records;
import io.caravan.stream.Reject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** In what form a record is kept. */
enum Form {
  /** A column for each of its fields. */
  COLUMNS,

  /** All of it in one column, {@code item}, beside the columns of its key. */
  ITEM;

  static final String COLUMN = "item";

  /** The records as rows of this form. */
  List<?> of(List<?> records, List<String> key) {
    if (this == COLUMNS) {
      return records;
    }
    List<Object> rows = new ArrayList<>(records.size());
    for (Object record : records) {
      rows.add(record instanceof Reject ? record : item(record, key));
    }
    return rows;
  }

  private static Map<String, Object> item(Object record, List<String> key) {
    Map<String, Object> row = new LinkedHashMap<>();
    key.forEach(field -> row.put(field, Records.value(record, field)));
    row.put(COLUMN, record);
    return row;
  }

  /** What is declared of a table with fields of its own, as it is in this form. */
  Map<String, ColumnType> of(Map<String, ColumnType> columns, List<String> key) {
    if (this == COLUMNS) {
      return columns;
    }
    Map<String, ColumnType> kept = new LinkedHashMap<>();
    key.stream().filter(columns::containsKey).forEach(field -> kept.put(field, columns.get(field)));
    kept.put(COLUMN, ColumnType.JSONB);
    return kept;
  }
}
