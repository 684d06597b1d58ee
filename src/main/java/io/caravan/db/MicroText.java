package io.caravan.db;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Moments as text in UTC with microseconds; what is finer is cut off. A page holds thousands of
 * them, so their digits are put down one by one and no formatter is asked.
 */
public final class MicroText {

  private static final DateTimeFormatter ANY_YEAR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
  private static final int LAST_YEAR = 9999;
  private static final int NANOS_OF_A_MICRO = 1000;

  private MicroText() {}

  /** As columns without a zone hold them: {@code 2024-01-31 10:00:00.123456}. */
  public static String sql(Instant moment) {
    LocalDateTime utc = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    return utc.getYear() < 0 || utc.getYear() > LAST_YEAR
        ? ANY_YEAR.format(utc)
        : digits("0000-00-00 00:00:00.000000", utc);
  }

  /** As RFC 3339 wants them, for years of four digits: {@code 2024-01-31T10:00:00.123456Z}. */
  public static String iso(Instant moment) {
    return digits("0000-00-00T00:00:00.000000Z", LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
  }

  private static String digits(String zeros, LocalDateTime utc) {
    byte[] text = zeros.getBytes(StandardCharsets.ISO_8859_1);
    put(text, 3, utc.getYear());
    put(text, 6, utc.getMonthValue());
    put(text, 9, utc.getDayOfMonth());
    put(text, 12, utc.getHour());
    put(text, 15, utc.getMinute());
    put(text, 18, utc.getSecond());
    put(text, 25, utc.getNano() / NANOS_OF_A_MICRO);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Writes a number so that its last digit stands at a place. */
  private static void put(byte[] text, int last, int number) {
    int place = last;
    for (int rest = number; rest > 0; rest /= 10) {
      text[place--] = (byte) ('0' + rest % 10);
    }
  }
}
