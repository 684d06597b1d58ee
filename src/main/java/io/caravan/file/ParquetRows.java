package io.caravan.file;

import io.caravan.file.FileColumn.Kind;
import io.caravan.file.parquet.ParquetColumn;
import io.caravan.file.parquet.ParquetFile;
import io.caravan.file.parquet.ParquetType;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Rows as Parquet, every column with a type of its own and open to nulls. */
final class ParquetRows implements RowFile {

  private static final long MICROS = 1_000_000;
  private static final int NANOS_OF_MICRO = 1_000;

  private final ParquetFile file;
  private final List<ParquetColumn> columns;

  ParquetRows(OutputStream out, List<FileColumn> columns) throws IOException {
    this.columns =
        columns.stream()
            .map(column -> new ParquetColumn(column.name(), type(column.kind())))
            .toList();
    this.file = new ParquetFile(out, this.columns);
  }

  private static ParquetType type(Kind kind) {
    return switch (kind) {
      case TRUTH -> ParquetType.BOOLEAN;
      case WHOLE -> ParquetType.INT64;
      case NUMBER -> ParquetType.DOUBLE;
      case DAY -> ParquetType.DATE;
      case MOMENT -> ParquetType.TIMESTAMP;
      case TEXT -> ParquetType.STRING;
      case JSON -> ParquetType.JSON;
    };
  }

  @Override
  public void write(Object[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      write(columns.get(i), values[i]);
    }
    file.endRow();
  }

  private static void write(ParquetColumn column, Object value) {
    if (value == null) {
      column.addNull();
    } else if (value instanceof Boolean truth) {
      column.add(truth);
    } else if (value instanceof Long number) {
      column.add(number);
    } else if (value instanceof BigDecimal number) {
      column.add(number.doubleValue());
    } else if (value instanceof LocalDate day) {
      column.add((int) day.toEpochDay());
    } else if (value instanceof LocalDateTime moment) {
      column.add(moment.toEpochSecond(ZoneOffset.UTC) * MICROS + moment.getNano() / NANOS_OF_MICRO);
    } else {
      column.add(value.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
