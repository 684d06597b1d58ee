package io.caravan.load.value;

import java.math.BigDecimal;

/** Which exact numbers a database holds as numbers; the others are held as text. */
public interface Decimals {

  /** What {@link ValueTypes} lets through, which is what PostgreSQL holds. */
  Decimals ANY =
      new Decimals() {
        @Override
        public boolean holds(BigDecimal number) {
          return true;
        }

        @Override
        public ColumnType held(ColumnType type, Object value) {
          return type;
        }
      };

  /** Numbers with so many digits before and after the point at most. */
  static Decimals upTo(int before, int after) {
    return number -> {
      BigDecimal plain = number.stripTrailingZeros();
      return plain.scale() <= after && plain.precision() - plain.scale() <= before;
    };
  }

  boolean holds(BigDecimal number);

  /**
   * A number, or a text that is one, digit for digit.
   *
   * @throws NumberFormatException when it is none
   */
  static BigDecimal exactly(Object value) {
    return value instanceof BigDecimal number ? number : new BigDecimal(value.toString());
  }

  /** The type under which a value is held that asks for another one. */
  default ColumnType held(ColumnType type, Object value) {
    return type == ColumnType.NUMERIC && !holds(exactly(value)) ? ColumnType.TEXT : type;
  }
}
