package io.caravan.stream;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a stream, as its source writes it: a date, a point in time (one without a zone is
 * UTC), milliseconds since 1970, a number, or any text.
 *
 * <p>Digits are milliseconds when they lie between 1973 and 5138. Fourteen digits that begin with a
 * century of ours are {@code yyyyMMddHHmmss} and compared as a number.
 */
public final class Cursor implements Comparable<Cursor> {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern MILLIS = Pattern.compile("(?!(?:19|20)[0-9]{12}$)[1-9][0-9]{11,13}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+");
  private static final int LENGTH_OF_DAY = 10;

  private final String text;
  private final Instant moment;
  private final BigDecimal number;

  private Cursor(String text, Instant moment, BigDecimal number) {
    this.text = text;
    this.moment = moment;
    this.number = number;
  }

  /** Reads a cursor as a source or a bookmark has it. */
  public static Cursor of(Object value) {
    String text = value.toString().strip();
    Instant moment = momentOf(text);
    boolean isNumber = moment == null && NUMBER.matcher(text).matches();
    return new Cursor(text, moment, isNumber ? new BigDecimal(text) : null);
  }

  private static Instant momentOf(String text) {
    try {
      if (MILLIS.matcher(text).matches()) {
        return Instant.ofEpochMilli(Long.parseLong(text));
      }
      if (DAY.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      String iso = text.replace(' ', 'T');
      if (TIME.matcher(text).matches()) {
        return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      }
      return text.length() > LENGTH_OF_DAY && text.charAt(4) == '-'
          ? OffsetDateTime.parse(iso).toInstant()
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** When it is; empty for a number that is no time, and for text. */
  public Optional<Instant> moment() {
    return Optional.ofNullable(moment);
  }

  /**
   * The place so much earlier, written in the same form. Only time can be earlier: a number or a
   * text stays, and a date goes back by whole days.
   */
  public Cursor minus(Duration overlap) {
    if (moment == null || overlap.isZero()) {
      return this;
    }
    if (MILLIS.matcher(text).matches()) {
      return of(moment.minus(overlap).toEpochMilli());
    }
    if (DAY.matcher(text).matches()) {
      long days = overlap.plusDays(1).minusNanos(1).toDays();
      return of(LocalDate.parse(text).minusDays(days));
    }
    if (text.endsWith("Z")) {
      return of(moment.minus(overlap));
    }
    String earlier =
        TIME.matcher(text).matches()
            ? LocalDateTime.ofInstant(moment.minus(overlap), ZoneOffset.UTC)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            : OffsetDateTime.parse(text.replace(' ', 'T'))
                .minus(overlap)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    return of(text.charAt(LENGTH_OF_DAY) == ' ' ? earlier.replace('T', ' ') : earlier);
  }

  @Override
  public int compareTo(Cursor other) {
    if (moment != null && other.moment != null) {
      return moment.compareTo(other.moment);
    }
    if (number != null && other.number != null) {
      return number.compareTo(other.number);
    }
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor cursor && cursor.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As the source wrote it. */
  @Override
  public String toString() {
    return text;
  }
}
