package io.caravan.load.value;

import io.caravan.db.MicroText;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Points in time as text in UTC with microseconds, {@code 2024-01-31 10:00:00.123456}, for
 * databases whose columns know no time zone.
 */
public final class Moments {

  private static final int DATE = 10;
  private static final int MINUTES = 16;
  private static final int SECONDS = 19;
  private static final int MICRO_DIGITS = 6;
  private static final int LAST_SECOND = 59;
  private static final int MILLION = 1_000_000;
  private static final int NANOS_OF_A_MICRO = 1_000;

  private Moments() {}

  /**
   * The moment that a value names: one of Java, or a text.
   *
   * @throws java.time.DateTimeException when it names none
   */
  public static String utc(Object value) {
    return value instanceof Instant moment && moment.getNano() % NANOS_OF_A_MICRO == 0
        ? MicroText.sql(moment)
        : utc(ValueTypes.text(value));
  }

  /**
   * The moment that a text names.
   *
   * @param text a day or a time in ISO form; without a zone it is UTC
   * @throws java.time.DateTimeException when it names none
   */
  public static String utc(String text) {
    String moment = TextTypes.moment(text);
    int zone = zone(moment);
    String time = moment.substring(0, zone);
    int seconds = time.length() > MINUTES ? Integer.parseInt(time, 17, SECONDS, 10) : 0;
    int micros = time.length() > SECONDS ? micros(time.substring(SECONDS + 1)) : 0;
    int offset = offset(moment.substring(zone));
    if (offset == 0 && seconds <= LAST_SECOND && micros < MILLION) {
      return asIs(time, micros);
    }
    LocalDateTime local =
        LocalDateTime.parse(time.substring(0, DATE) + "T" + time.substring(DATE + 1, MINUTES));
    return MicroText.sql(
        local
            .plusSeconds(seconds)
            .plusNanos((long) micros * NANOS_OF_A_MICRO)
            .minusMinutes(offset)
            .toInstant(ZoneOffset.UTC));
  }

  /** Nearly all of them are in UTC already: then it is the form only that differs. */
  private static String asIs(String time, int micros) {
    StringBuilder text = new StringBuilder(26);
    text.append(time, 0, DATE).append(' ').append(time, DATE + 1, MINUTES);
    if (time.length() > MINUTES) {
      text.append(time, MINUTES, SECONDS);
    } else {
      text.append(":00");
    }
    String digits = Integer.toString(micros);
    return text.append(".000000", 0, MICRO_DIGITS + 1 - digits.length()).append(digits).toString();
  }

  private static int zone(String moment) {
    for (int i = DATE; i < moment.length(); i++) {
      char c = moment.charAt(i);
      if (c == 'Z' || c == '+' || c == '-') {
        return i;
      }
    }
    return moment.length();
  }

  /** Rounded as PostgreSQL does. */
  private static int micros(String digits) {
    int micros = Integer.parseInt((digits + "00000").substring(0, MICRO_DIGITS));
    return digits.length() > MICRO_DIGITS && digits.charAt(MICRO_DIGITS) >= '5'
        ? micros + 1
        : micros;
  }

  /** Minutes east of Greenwich. */
  private static int offset(String zone) {
    if (zone.length() < 3) {
      return 0;
    }
    String digits = zone.substring(1).replace(":", "");
    int minutes =
        Integer.parseInt(digits, 0, 2, 10) * 60
            + (digits.length() > 2 ? Integer.parseInt(digits, 2, 4, 10) : 0);
    return zone.charAt(0) == '-' ? -minutes : minutes;
  }
}
