package io.caravan.file;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Values as plain text. */
final class Plain {

  private Plain() {}

  /** ISO 8601 with the Z of UTC; fractions of a second where there are any. */
  static String of(LocalDateTime moment) {
    return moment.toInstant(ZoneOffset.UTC).toString();
  }

  /** A number that prints all its digits, and no power of ten. */
  static Number of(BigDecimal number) {
    return new Digits(number);
  }

  /** Still a number, so that nobody puts it into quotes. */
  private static final class Digits extends Number {

    private static final long serialVersionUID = 1;

    private final BigDecimal number;

    Digits(BigDecimal number) {
      this.number = number;
    }

    @Override
    public String toString() {
      return number.toPlainString();
    }

    @Override
    public int intValue() {
      return number.intValue();
    }

    @Override
    public long longValue() {
      return number.longValue();
    }

    @Override
    public float floatValue() {
      return number.floatValue();
    }

    @Override
    public double doubleValue() {
      return number.doubleValue();
    }
  }
}
