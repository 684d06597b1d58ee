package io.caravan.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes rows as lines of COPY. */
final class RowText {

  private final Utf8 buffer = new Utf8();
  private final CopyText values = new CopyText(buffer);
  private final WrittenColumn[] columns;
  private final List<Field> fields;
  private final Set<Integer> placed;
  private String end;

  RowText(List<WrittenColumn> columns, List<Field> fields) {
    this.fields = fields;
    this.columns = columns.toArray(WrittenColumn[]::new);
    this.placed = columns.stream().map(WrittenColumn::field).collect(Collectors.toSet());
  }

  Utf8 buffer() {
    return buffer;
  }

  long replaced() {
    return buffer.replaced();
  }

  /** The same text ends each row. It must hold nothing that COPY would have escaped. */
  void endRowsWith(String text) {
    end = text;
  }

  /** The number of the row ends each row. */
  void endRowsWithNumber() {
    end = null;
  }

  void write(Row row, int number) {
    for (int i = 0; i < columns.length; i++) {
      if (i > 0) {
        buffer.put('\t');
      }
      WrittenColumn column = columns[i];
      Object value = column.field() < 0 ? extra(row) : row.value(column.field());
      values.value(value, column.column().type());
    }
    if (end == null) {
      buffer.put('\t');
      buffer.ascii(Integer.toString(number));
      buffer.put('\n');
    } else {
      buffer.ascii(end);
    }
  }

  /** The values that have no column of their own; null when there are none. */
  private Map<String, Object> extra(Row row) {
    Map<String, Object> extra = new LinkedHashMap<>();
    for (int i = 0; i < row.values().length; i++) {
      if (row.values()[i] != null && !placed.contains(i)) {
        extra.put(fields.get(i).name(), row.values()[i]);
      }
    }
    return extra.isEmpty() ? null : extra;
  }
}
