package io.caravan.sync;

import io.caravan.csv.CsvOptions;
import io.caravan.csv.CsvPages;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.stream.Reject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * The wanted rows as the file has them: text columns of the temporary table {@code source}, with
 * {@code line} for the place in the file. Streamed, so a long file needs no more memory than a
 * short one.
 */
final class Source {

  private static final int BUFFER = 64 * 1024;

  private Source() {}

  /** Copies the file into the table and yields how many rows it has, refused ones too. */
  static long copy(Connection transaction, Path file, Rules rules, Refusals refusals)
      throws SQLException {
    try (CsvPages pages = CsvPages.open(file, CsvOptions.DEFAULT)) {
      checkHeader(file, pages.header(), rules);
      createTable(transaction, rules.columns());
      long line = 0;
      try (Writer out = writer(transaction, rules.columns())) {
        while (pages.hasNext()) {
          for (Object item : pages.next()) {
            line++;
            if (item instanceof Reject reject) {
              refusals.add("row " + line + ": " + reject.reason());
            } else {
              write(out, line, (Map<?, ?>) item, rules.columns());
            }
          }
        }
      }
      return line;
    } catch (IOException e) {
      throw new SQLException("Cannot copy " + file.getFileName() + " into the database", e);
    }
  }

  private static void checkHeader(Path file, List<String> header, Rules rules) {
    String expected = String.join(",", rules.columns());
    List<String> missing = rules.columns().stream().filter(name -> !header.contains(name)).toList();
    if (missing.isEmpty()) {
      return;
    }
    boolean anyKnown = missing.size() < rules.columns().size();
    boolean key = anyKnown && missing.contains(rules.key());
    throw CaravanException.of(
            key ? ErrorCode.E311 : ErrorCode.E314,
            key
                ? "The file has no column " + rules.key() + ", which says what each row is about"
                : anyKnown
                    ? "The file has no column " + String.join(", ", missing)
                    : "The file has no header")
        .where(file.toString())
        .why("expected the header " + expected + ", found " + String.join(",", header))
        .fix("Make the first line of the file: " + expected)
        .build();
  }

  private static void createTable(Connection transaction, List<String> columns)
      throws SQLException {
    String typed =
        columns.stream().map(name -> quoted(name) + " text").collect(Collectors.joining(", "));
    try (Statement statement = transaction.createStatement()) {
      statement.execute(
          "create temporary table source (line bigint, " + typed + ") on commit drop");
    }
  }

  private static Writer writer(Connection transaction, List<String> columns) throws SQLException {
    String names = columns.stream().map(Source::quoted).collect(Collectors.joining(", "));
    return new BufferedWriter(
        new OutputStreamWriter(
            new PGCopyOutputStream(
                transaction.unwrap(PGConnection.class),
                "copy source (line, " + names + ") from stdin",
                BUFFER),
            StandardCharsets.UTF_8),
        BUFFER);
  }

  private static void write(Writer out, long line, Map<?, ?> row, List<String> columns)
      throws IOException {
    out.write(Long.toString(line));
    for (String column : columns) {
      out.write('\t');
      escape(out, (String) row.get(column));
    }
    out.write('\n');
  }

  /** The text format of COPY; an empty field is null. */
  private static void escape(Writer out, String value) throws IOException {
    if (value == null || value.isEmpty()) {
      out.write("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.write("\\\\");
        case '\n' -> out.write("\\n");
        case '\r' -> out.write("\\r");
        case '\t' -> out.write("\\t");
        default -> out.write(c);
      }
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
