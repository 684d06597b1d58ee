package io.caravan.load;

import java.math.BigDecimal;

/** Which exact numbers a database holds as numbers; the others are held as text. */
interface Decimals {

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

  boolean holds(BigDecimal number);

  /** The type under which a value is held that asks for another one. */
  default ColumnType held(ColumnType type, Object value) {
    return type == ColumnType.NUMERIC && !holds(new BigDecimal(value.toString()))
        ? ColumnType.TEXT
        : type;
  }
}
