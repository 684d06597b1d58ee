package io.caravan.load.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Date;

/** Which type a value asks of its column. */
public final class ValueTypes {

  /** What {@code numeric} of PostgreSQL holds before and after the point. */
  private static final int DIGITS_BEFORE = 131_072;

  private static final int DIGITS_AFTER = 16_383;

  private ValueTypes() {}

  /** The type of anything but text. */
  public static ColumnType of(Object value) {
    if (value instanceof Integer) {
      return ColumnType.INTEGER;
    }
    if (value instanceof Long number) {
      return number.intValue() == number ? ColumnType.INTEGER : ColumnType.BIGINT;
    }
    if (value instanceof Boolean) {
      return ColumnType.BOOLEAN;
    }
    if (Records.isNested(value)) {
      return ColumnType.JSONB;
    }
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    if (value instanceof LocalDate || value instanceof java.sql.Date) {
      return ColumnType.DATE;
    }
    return isMoment(value) ? ColumnType.TIMESTAMPTZ : ColumnType.TEXT;
  }

  private static boolean isMoment(Object value) {
    return value instanceof Instant
        || (value instanceof Temporal temporal && temporal.isSupported(ChronoField.EPOCH_DAY))
        || value instanceof Date;
  }

  private static ColumnType ofNumber(Number number) {
    if (number instanceof Short || number instanceof Byte) {
      return ColumnType.INTEGER;
    }
    if (number instanceof BigInteger whole) {
      return whole.bitLength() < Long.SIZE ? ColumnType.BIGINT : fits(new BigDecimal(whole));
    }
    if (isNotANumber(number)) {
      return ColumnType.UNKNOWN;
    }
    return number instanceof BigDecimal exact ? fits(exact) : ColumnType.NUMERIC;
  }

  private static ColumnType fits(BigDecimal number) {
    return (long) number.precision() - number.scale() <= DIGITS_BEFORE
            && number.scale() <= DIGITS_AFTER
        ? ColumnType.NUMERIC
        : ColumnType.TEXT;
  }

  /** NaN and the infinities, which some sources write and no typed column of ours holds. */
  public static boolean isNotANumber(Object value) {
    return (value instanceof Double d && !Double.isFinite(d))
        || (value instanceof Float f && !Float.isFinite(f));
  }

  /** A date or time of Java in ISO form with its offset; other values as they print themselves. */
  public static String text(Object value) {
    if (value instanceof LocalDateTime local) {
      return local.atOffset(ZoneOffset.UTC).toString();
    }
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toOffsetDateTime().toString();
    }
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate().toString();
    }
    if (value instanceof Date date) {
      return Instant.ofEpochMilli(date.getTime()).toString();
    }
    return value.toString();
  }

  /** Whether a date or time of Java has a year of four digits. */
  public static boolean isInRange(Object value) {
    int year;
    if (value instanceof Instant instant) {
      year = OffsetDateTime.ofInstant(instant, ZoneOffset.UTC).getYear();
    } else if (value instanceof Date date) {
      year =
          OffsetDateTime.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneOffset.UTC).getYear();
    } else if (value instanceof Temporal temporal && temporal.isSupported(ChronoField.YEAR)) {
      year = temporal.get(ChronoField.YEAR);
    } else {
      return true;
    }
    return year >= 1 && year <= 9999;
  }
}
