package io.caravan.csv;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.List;

/**
 * How a CSV file is to be understood.
 *
 * @param delimiter between two fields
 * @param columns the names of the columns; empty when the first record of the file holds them
 * @param pageSize how many records make a page
 */
public record CsvOptions(char delimiter, List<String> columns, int pageSize) {

  /** Comma, names in the first record, 1,000 records a page. */
  public static final CsvOptions DEFAULT = new CsvOptions(',', List.of(), 1_000);

  public CsvOptions {
    columns = List.copyOf(columns);
    if (pageSize < 1) {
      throw unusable("pageSize", Integer.toString(pageSize), "a number from 1 on");
    }
  }

  /** The same with another delimiter: one character, or {@code tab}. */
  public CsvOptions delimiter(String text) {
    String one = text.equals("tab") || text.equals("\\t") ? "\t" : text;
    if (one.length() != 1 || "\"\r\n".contains(one)) {
      throw unusable("delimiter", text, "one character such as ; or the word tab");
    }
    return new CsvOptions(one.charAt(0), columns, pageSize);
  }

  /** The same with the names of the columns given, for a file without a header. */
  public CsvOptions columns(List<String> names) {
    return new CsvOptions(delimiter, names, pageSize);
  }

  /** The same with another number of records a page. */
  public CsvOptions pageSize(int records) {
    return new CsvOptions(delimiter, columns, records);
  }

  private static CaravanException unusable(String name, String value, String expected) {
    return CaravanException.of(ErrorCode.E106, "The CSV option " + name + " cannot be used")
        .why("expected " + expected + ", found '" + value + "'")
        .fix("Change the parameter " + name + " in the route file")
        .build();
  }
}
