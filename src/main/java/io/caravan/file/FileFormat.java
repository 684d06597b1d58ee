package io.caravan.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats that files are written in. */
public enum FileFormat {
  /** RFC 4180 with a header; text in quotes, an empty field is no value. */
  CSV {
    @Override
    RowFile open(OutputStream out, String table, List<FileColumn> columns, boolean guarded)
        throws IOException {
      return new SeparatedRows(out, ',', columns, guarded);
    }
  },
  /** The same with tabs between the fields. */
  TSV {
    @Override
    RowFile open(OutputStream out, String table, List<FileColumn> columns, boolean guarded)
        throws IOException {
      return new SeparatedRows(out, '\t', columns, guarded);
    }
  },
  /** An object in each line. */
  JSONL {
    @Override
    RowFile open(OutputStream out, String table, List<FileColumn> columns, boolean guarded)
        throws IOException {
      return JsonRows.lines(out, columns);
    }
  },
  /** One list of objects, indented. */
  JSON {
    @Override
    RowFile open(OutputStream out, String table, List<FileColumn> columns, boolean guarded)
        throws IOException {
      return JsonRows.list(out, columns);
    }
  },
  /** A workbook; a sheet ends at the most rows that a sheet holds, and another one goes on. */
  XLSX {
    @Override
    RowFile open(OutputStream out, String table, List<FileColumn> columns, boolean guarded) {
      return new SheetRows(out, table, columns);
    }
  },
  /** Apache Parquet with typed columns. */
  PARQUET {
    @Override
    RowFile open(OutputStream out, String table, List<FileColumn> columns, boolean guarded)
        throws IOException {
      return new ParquetRows(out, columns);
    }
  };

  /**
   * Opens a file for rows.
   *
   * @param out closed with the file
   * @param guarded whether text that a spreadsheet would take for a formula is made harmless
   */
  abstract RowFile open(OutputStream out, String table, List<FileColumn> columns, boolean guarded)
      throws IOException;

  /** The word for it, which is also what the names of its files end with. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format that a word names; empty when none does. */
  public static Optional<FileFormat> of(String word) {
    return Stream.of(values()).filter(format -> format.word().equals(word)).findFirst();
  }
}
