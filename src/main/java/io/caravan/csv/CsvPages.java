package io.caravan.csv;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A CSV file page by page. An item of a page is a {@code Map<String, Object>} by column, in the
 * order of the header, or a {@link io.caravan.stream.Reject} in the place of a record with too few
 * or too many fields.
 *
 * <p>RFC 4180 with any delimiter; UTF-8, or UTF-16 by its byte order mark. An empty field is null,
 * a quoted empty field is an empty text. An empty name in the header becomes {@code column_N}, a
 * repeated one gets {@code _2}. What is no CSV fails with E314, file and line. At most two pages
 * are in memory.
 */
public final class CsvPages implements Iterator<List<Object>>, AutoCloseable {

  private final CsvRecords records;
  private final int pageSize;
  private Object ahead;

  private CsvPages(CsvRecords records, int pageSize) {
    this.records = records;
    this.pageSize = pageSize;
    this.ahead = records.next();
  }

  /**
   * Reads a stream and closes it with the pages.
   *
   * @param name of the file, for messages
   */
  public static CsvPages open(InputStream in, String name, CsvOptions options) {
    return new CsvPages(new CsvRecords(in, name, options), options.pageSize());
  }

  /** Reads a file of this machine; E315 when there is none. */
  public static CsvPages open(Path file, CsvOptions options) {
    if (!Files.isRegularFile(file)) {
      throw CaravanException.of(ErrorCode.E315, "There is no file " + file.getFileName())
          .where(file.toString())
          .fix("Give the path of a CSV file")
          .build();
    }
    try {
      return open(Files.newInputStream(file), file.toString(), options);
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E315, "Cannot read " + file.getFileName())
          .where(file.toString())
          .why(e.getMessage())
          .fix("Make the file readable for the user that runs Caravan")
          .cause(e)
          .build();
    }
  }

  /** The names of the columns; none when the file is empty. */
  public List<String> header() {
    return records.header();
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public List<Object> next() {
    if (ahead == null) {
      throw new NoSuchElementException();
    }
    List<Object> page = new ArrayList<>();
    while (ahead != null && page.size() < pageSize) {
      page.add(ahead);
      ahead = records.next();
    }
    return page;
  }

  @Override
  public void close() {
    records.close();
  }
}
