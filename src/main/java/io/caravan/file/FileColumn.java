package io.caravan.file;

/**
 * A column as files know it.
 *
 * @param name as in the table
 * @param kind what its values are
 */
record FileColumn(String name, Kind kind) {

  /** What values are; the class of Java that they come in. */
  enum Kind {
    /** {@link Boolean}. */
    TRUTH,
    /** {@link Long}. */
    WHOLE,
    /** {@link java.math.BigDecimal}. */
    NUMBER,
    /** {@link java.time.LocalDate}. */
    DAY,
    /** {@link java.time.LocalDateTime} in UTC, to the microsecond. */
    MOMENT,
    /** {@link String}. */
    TEXT,
    /** {@link String}, which is JSON. */
    JSON
  }
}
