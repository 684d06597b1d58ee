package io.caravan.load.dialect.postgres;

import io.caravan.load.dialect.FieldValues;
import io.caravan.load.dialect.WrittenColumn;
import io.caravan.load.value.ColumnType;
import io.caravan.load.value.CopyText;
import io.caravan.load.value.Utf8;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Writes rows as lines of COPY. */
final class RowText {

  private static final Set<ColumnType> ONE_TEXT_PER_VALUE =
      Set.of(ColumnType.TEXT, ColumnType.INTEGER, ColumnType.BIGINT);

  private final WrittenColumn[] columns;
  private final FieldValues fields;
  private final boolean[] isKey;
  private final boolean comparable;
  private int usualSize;

  /**
   * @param keyColumns the names of the columns that tell rows apart
   */
  RowText(List<WrittenColumn> columns, IntFunction<String> fields, List<String> keyColumns) {
    this.fields = new FieldValues(columns, fields);
    this.columns = columns.toArray(WrittenColumn[]::new);
    this.isKey = new boolean[this.columns.length];
    boolean oneText = true;
    for (int i = 0; i < isKey.length; i++) {
      isKey[i] = keyColumns.contains(this.columns[i].column().name());
      oneText &= !isKey[i] || ONE_TEXT_PER_VALUE.contains(this.columns[i].column().type());
    }
    this.comparable = oneText;
  }

  /**
   * Lines of COPY.
   *
   * @param mayRepeat whether two of them may have the same key
   */
  record Lines(Utf8 text, int rows, boolean mayRepeat) {}

  /**
   * Begins lines.
   *
   * @param end stands at the end of each row and must hold nothing that COPY would have escaped;
   *     null for the number of the row
   */
  Writing begin(String end) {
    return new Writing(end);
  }

  /** Lines that are being written. */
  final class Writing {
    private final Utf8 text = new Utf8(usualSize);
    private final CopyText values = new CopyText(text);
    private final KeySet keys = new KeySet();
    private final String end;
    private boolean mayRepeat = !comparable;
    private int rows;

    private Writing(String end) {
      this.end = end;
    }

    void add(Object[] row) {
      long key = write(row, values, text);
      mayRepeat = mayRepeat || !keys.add(key);
      if (end == null) {
        text.put('\t');
        text.ascii(Integer.toString(rows));
        text.put('\n');
      } else {
        text.ascii(end);
      }
      rows++;
    }

    Lines lines() {
      usualSize = text.size() + text.size() / 16;
      return new Lines(text, rows, mayRepeat);
    }
  }

  /** Returns what tells the key of the row from others. */
  private long write(Object[] row, CopyText values, Utf8 text) {
    long key = 0;
    for (int i = 0; i < columns.length; i++) {
      if (i > 0) {
        text.put('\t');
      }
      int from = text.size();
      WrittenColumn column = columns[i];
      Object value = fields.of(row, column);
      values.value(value, column.column().type());
      if (isKey[i]) {
        key = KeySet.hash(key, text.bytes(), from, text.size());
      }
    }
    return key;
  }
}
