package io.caravan.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** Rows between commas or tabs, in UTF-8, the names of the columns in the first line. */
final class SeparatedRows implements RowFile {

  private final CSVPrinter printer;
  private final boolean guarded;

  SeparatedRows(OutputStream out, char separator, List<FileColumn> columns, boolean guarded)
      throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setNullString("")
            .setQuoteMode(QuoteMode.NON_NUMERIC)
            .get();
    this.guarded = guarded;
    printer =
        new CSVPrinter(
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), format);
    write(columns.stream().map(FileColumn::name).toArray());
  }

  @Override
  public void write(Object[] values) throws IOException {
    for (Object value : values) {
      printer.print(shown(value));
    }
    printer.println();
  }

  private Object shown(Object value) {
    if (value instanceof String text) {
      return guarded ? FormulaGuard.harmless(text) : text;
    }
    if (value instanceof BigDecimal number) {
      return Plain.of(number);
    }
    return value instanceof LocalDateTime moment ? Plain.of(moment) : value;
  }

  @Override
  public void close() throws IOException {
    printer.close(true);
  }
}
