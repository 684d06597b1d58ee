package io.caravan.file;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Rows of a workbook. Text goes into cells of text, which no program takes for a formula; numbers
 * of more digits than a spreadsheet keeps, and times before its calendar begins, are text too.
 * Limits are those of Microsoft's page "Excel specifications and limits".
 */
final class SheetRows implements RowFile {

  static final int MOST_ROWS = 1_048_576;
  private static final int LONGEST_TEXT = 32_767;
  private static final int LONGEST_NAME = 31;
  private static final int MOST_DIGITS = 15;
  private static final int BUFFERED = 1_000;

  /** Before it, programs count a 29th of February 1900, or do not. */
  private static final LocalDate CALENDAR = LocalDate.of(1900, 3, 1);

  private final OutputStream out;
  private final Workbook workbook;
  private final String table;
  private final List<FileColumn> columns;
  private final int mostRows;
  private Worksheet sheet;
  private int sheets;
  private int row;

  SheetRows(OutputStream out, String table, List<FileColumn> columns) {
    this(out, table, columns, MOST_ROWS);
  }

  /**
   * @param mostRows of one sheet, its header included
   */
  SheetRows(OutputStream out, String table, List<FileColumn> columns, int mostRows) {
    this.out = out;
    this.workbook = new Workbook(out, "Caravan", null);
    this.table = table;
    this.columns = columns;
    this.mostRows = mostRows;
    begin();
  }

  private void begin() {
    sheets++;
    String number = sheets == 1 ? "" : " (" + sheets + ")";
    String name = table.replaceAll("[\\[\\]:*?/\\\\]", "_");
    int length = Math.min(name.length(), LONGEST_NAME - number.length());
    sheet = workbook.newWorksheet(name.substring(0, length) + number);
    row = 0;
    for (int i = 0; i < columns.size(); i++) {
      sheet.inlineString(row, i, columns.get(i).name());
    }
    row++;
  }

  @Override
  public void write(Object[] values) throws IOException {
    if (row == mostRows) {
      sheet.finish();
      begin();
    }
    for (int i = 0; i < values.length; i++) {
      write(i, values[i]);
    }
    row++;
    if (row % BUFFERED == 0) {
      sheet.flush();
    }
  }

  private void write(int column, Object value) {
    if (value instanceof Boolean truth) {
      sheet.value(row, column, truth);
    } else if (value instanceof Long number) {
      write(column, BigDecimal.valueOf(number));
    } else if (value instanceof BigDecimal number) {
      write(column, number);
    } else if (value instanceof LocalDate day && !day.isBefore(CALENDAR)) {
      sheet.value(row, column, day);
      sheet.style(row, column).format("yyyy-mm-dd").set();
    } else if (value instanceof LocalDateTime moment) {
      write(column, moment);
    } else if (value != null) {
      text(column, value.toString());
    }
  }

  private void write(int column, BigDecimal number) {
    if (number.stripTrailingZeros().precision() > MOST_DIGITS) {
      text(column, number.toPlainString());
    } else {
      sheet.value(row, column, number);
    }
  }

  private void write(int column, LocalDateTime moment) {
    if (moment.toLocalDate().isBefore(CALENDAR)) {
      text(column, Plain.of(moment));
    } else {
      sheet.value(row, column, moment);
      sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
    }
  }

  private void text(int column, String text) {
    if (text.length() > LONGEST_TEXT) {
      throw CaravanException.of(ErrorCode.E314, "A text is too long for a cell of a spreadsheet")
          .where(table + ", column " + columns.get(column).name() + ", row " + row)
          .why("it has " + text.length() + " characters, and a cell holds " + LONGEST_TEXT)
          .fix("Take another format: --load-to csv, jsonl or parquet")
          .build();
    }
    sheet.inlineString(row, column, text);
  }

  @Override
  public void close() throws IOException {
    // The library leaves the stream open, and what it holds back in it.
    try (out) {
      sheet.finish();
      workbook.finish();
    }
  }
}
