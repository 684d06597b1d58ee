package io.caravan.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Reject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * The records of a CSV file (RFC 4180) one by one, each a {@code Map} by column or a {@link Reject}
 * with its line.
 */
final class CsvRecords implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final CsvText text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;

  CsvRecords(InputStream in, String name, CsvOptions options) {
    this.name = name;
    try {
      this.text = new CsvText(in, name);
      this.parser =
          CSVParser.builder().setReader(text).setFormat(format(options.delimiter())).get();
    } catch (IOException e) {
      throw unreadable("line 1", e);
    }
    this.records = parser.iterator();
    if (options.columns().isEmpty()) {
      CSVRecord first = read();
      this.header = first == null ? List.of() : columns(first);
    } else {
      this.header = options.columns();
    }
  }

  /** An empty field is null and a quoted empty field is an empty text, as PostgreSQL has it. */
  static CSVFormat format(char delimiter) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(delimiter)
        .setNullString("")
        .setQuoteMode(QuoteMode.ALL_NON_NULL)
        .get();
  }

  /** The names of the columns; none when the file is empty. */
  List<String> header() {
    return header;
  }

  /** The next record, or null at the end. */
  Object next() {
    CSVRecord record = read();
    return record == null ? null : row(record);
  }

  private CSVRecord read() {
    long line = parser.getCurrentLineNumber() + 1;
    try {
      CSVRecord record = records.hasNext() ? records.next() : null;
      text.recordEnds();
      return record;
    } catch (UncheckedIOException e) {
      boolean open = e.getCause().getMessage().contains("EOF");
      throw unreadable("line " + (open ? line : parser.getCurrentLineNumber()), e.getCause());
    }
  }

  private Object row(CSVRecord record) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < record.size(); i++) {
      row.put(i < header.size() ? header.get(i) : "column_" + (i + 1), record.get(i));
    }
    if (record.size() == header.size()) {
      return row;
    }
    String reason = record.size() + " fields, but the header has " + header.size();
    return new Reject(reason, name + " line " + lineOf(record), json(row));
  }

  private long lineOf(CSVRecord record) {
    long inside =
        record.stream()
            .filter(field -> field != null)
            .mapToLong(
                field -> field.replace("\r\n", "\n").chars().filter(CsvRecords::ends).count())
            .sum();
    return parser.getCurrentLineNumber() - inside;
  }

  private static boolean ends(int character) {
    return character == '\n' || character == '\r';
  }

  private static List<String> columns(CSVRecord first) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String field : first) {
      String wanted = field == null || field.isBlank() ? "column_" + (names.size() + 1) : field;
      String name = wanted;
      for (int n = 2; !taken.add(name); n++) {
        name = wanted + "_" + n;
      }
      names.add(name);
    }
    return names;
  }

  private CaravanException unreadable(String line, IOException e) {
    return CaravanException.of(ErrorCode.E314, "The file cannot be read as CSV")
        .where(name + " " + line)
        .why(e.getMessage())
        .fix("Close or double the quotes there: a quote inside a quoted field is written \"\"")
        .cause(e)
        .build();
  }

  private static String json(Map<String, Object> row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
