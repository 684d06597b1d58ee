package io.caravan.load.value;

/**
 * Whether a text has the form of a day or of a time. Looked at by hand: nearly every record has
 * some, and a regular expression takes several times as long.
 */
final class TimeText {

  private static final int MOST_DIGITS_OF_YEAR = 6;
  private static final int MOST_DIGITS_OF_SECOND = 9;
  private static final int LAST_ZONE = 15;

  private TimeText() {}

  /** Whether the text up to an end reads {@code 2024-01-31}, with four to six digits of a year. */
  static boolean isDay(String text, int end) {
    int year = digits(text, 0, end);
    return year >= 4
        && year <= MOST_DIGITS_OF_YEAR
        && year + 6 == end
        && text.charAt(year) == '-'
        && upTo(text, year + 1, end, 99)
        && text.charAt(year + 3) == '-'
        && upTo(text, year + 4, end, 99);
  }

  /**
   * Whether the text from a place on reads {@code 10:00}, {@code 10:00:59} or {@code
   * 10:00:59.123456789}, each also with a zone such as {@code Z}, {@code +02}, {@code +0200} or
   * {@code +02:00}.
   */
  static boolean isTime(String text, int from) {
    int end = text.length();
    if (!upTo(text, from, end, 23) || !is(text, from + 2, ':') || !upTo(text, from + 3, end, 59)) {
      return false;
    }
    int at = from + 5;
    if (is(text, at, ':')) {
      if (!upTo(text, at + 1, end, 60)) {
        return false;
      }
      at += 3;
      if (is(text, at, '.')) {
        int fraction = digits(text, at + 1, end);
        if (fraction == 0 || fraction > MOST_DIGITS_OF_SECOND) {
          return false;
        }
        at += 1 + fraction;
      }
    }
    return at == end || isZone(text, at);
  }

  private static boolean isZone(String text, int from) {
    int end = text.length();
    if (is(text, from, 'Z')) {
      return from + 1 == end;
    }
    if (!is(text, from, '+') && !is(text, from, '-') || !upTo(text, from + 1, end, LAST_ZONE)) {
      return false;
    }
    int at = from + 3;
    if (at == end) {
      return true;
    }
    at += is(text, at, ':') ? 1 : 0;
    return upTo(text, at, end, 59) && at + 2 == end;
  }

  private static boolean is(String text, int at, char wanted) {
    return at < text.length() && text.charAt(at) == wanted;
  }

  /** Whether there are two digits that make a number up to a highest. */
  private static boolean upTo(String text, int at, int end, int highest) {
    return at + 2 <= end
        && isDigit(text.charAt(at))
        && isDigit(text.charAt(at + 1))
        && (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0' <= highest;
  }

  private static int digits(String text, int from, int end) {
    int at = from;
    while (at < end && isDigit(text.charAt(at))) {
      at++;
    }
    return at - from;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
