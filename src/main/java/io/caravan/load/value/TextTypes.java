package io.caravan.load.value;

import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which type a text reads as, without loss: {@code 7} is a number, {@code 007} is text, since
 * nobody could tell the zeros afterwards.
 */
public final class TextTypes {

  private static final Pattern WHOLE = Pattern.compile("-?[1-9][0-9]*|0");
  private static final Pattern FRACTION = Pattern.compile("-?(?:[1-9][0-9]*|0)\\.[0-9]+");
  private static final int LONGEST_TIME = 35;
  private static final int DATE = 10;
  private static final int BIGGEST_NUMERIC = 1_000;

  private TextTypes() {}

  /**
   * The type of a text. What is written like a day but is none, such as {@code 2024-02-30}, says
   * nothing about its column: {@link ColumnType#UNKNOWN}.
   */
  public static ColumnType of(String text) {
    if (text.isEmpty()) {
      return ColumnType.TEXT;
    }
    char first = text.charAt(0);
    if (first == '-' || (first >= '0' && first <= '9')) {
      return digits(text);
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "false" -> ColumnType.BOOLEAN;
      default -> ColumnType.TEXT;
    };
  }

  private static ColumnType digits(String text) {
    if (text.length() <= LONGEST_TIME && text.indexOf('-', 4) >= 4) {
      return day(text);
    }
    if (text.length() > BIGGEST_NUMERIC) {
      return ColumnType.TEXT;
    }
    if (WHOLE.matcher(text).matches()) {
      return whole(text);
    }
    return FRACTION.matcher(text).matches() ? ColumnType.NUMERIC : ColumnType.TEXT;
  }

  private static ColumnType whole(String digits) {
    if (digits.length() <= 9) {
      return ColumnType.INTEGER;
    }
    try {
      Long.parseLong(digits);
      return ColumnType.BIGINT;
    } catch (NumberFormatException e) {
      return ColumnType.NUMERIC;
    }
  }

  private static ColumnType day(String text) {
    int end = text.indexOf('T') > 0 ? text.indexOf('T') : text.indexOf(' ');
    int endOfDay = end < 0 ? text.length() : end;
    if (!TimeText.isDay(text, endOfDay) || (end >= 0 && !TimeText.isTime(text, end + 1))) {
      return ColumnType.TEXT;
    }
    if (!exists(text, endOfDay)) {
      return ColumnType.UNKNOWN;
    }
    return end < 0 ? ColumnType.DATE : ColumnType.TIMESTAMPTZ;
  }

  /** Years have four digits here: 20231 is a typing mistake that a database would store. */
  private static boolean exists(String day, int end) {
    if (end != DATE) {
      return false;
    }
    int year = Integer.parseInt(day, 0, 4, 10);
    int month = Integer.parseInt(day, 5, 7, 10);
    int number = Integer.parseInt(day, 8, DATE, 10);
    return year >= 1
        && month >= 1
        && month <= 12
        && number >= 1
        && number <= YearMonth.of(year, month).lengthOfMonth();
  }

  /** A point in time in a form that means the same in every time zone; text without one is UTC. */
  public static String moment(String text) {
    if (text.length() <= DATE) {
      return text.length() == DATE ? text + "T00:00:00Z" : text;
    }
    char last = text.charAt(text.length() - 1);
    boolean hasZone = last == 'Z' || text.indexOf('+', DATE) > 0 || text.indexOf('-', DATE) > 0;
    return hasZone ? text : text + "Z";
  }
}
