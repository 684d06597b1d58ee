package io.caravan.load.value;

/** The types Caravan gives to columns, and those it meets in tables that were there before. */
public enum ColumnType {
  /** No value has been seen; the column waits as text until one is. */
  UNKNOWN,
  BOOLEAN,
  /** A whole number of 32 bits. Met only; new columns get {@link #BIGINT}. */
  INTEGER,
  BIGINT,
  NUMERIC,
  /** Met only: new columns never hold inexact numbers. */
  DOUBLE,
  DATE,
  /** Met only; PostgreSQL ignores an offset in its values, so it widens as soon as one comes. */
  TIMESTAMP,
  TIMESTAMPTZ,
  TEXT,
  JSONB,
  /** Met only: any type whose values the database reads from text. */
  OTHER;

  /** The type that a column of this type must have to hold values of another as well. */
  public ColumnType toHold(ColumnType seen) {
    if (seen == this || seen == UNKNOWN) {
      return this;
    }
    return switch (this) {
      case UNKNOWN -> seen == INTEGER ? BIGINT : seen;
      case TEXT, JSONB, OTHER -> this;
      case BOOLEAN -> TEXT;
      case INTEGER -> seen == BIGINT || seen == NUMERIC ? seen : TEXT;
      case BIGINT -> seen == INTEGER ? this : seen == NUMERIC ? seen : TEXT;
      case NUMERIC, DOUBLE -> seen.isNumber() ? this : TEXT;
      case DATE -> seen == TIMESTAMPTZ ? seen : TEXT;
      case TIMESTAMP -> seen == DATE ? this : seen == TIMESTAMPTZ ? seen : TEXT;
      case TIMESTAMPTZ -> seen == DATE ? this : TEXT;
    };
  }

  /** The type that holds values of both, when no column exists yet. The order does not matter. */
  public ColumnType join(ColumnType other) {
    if (this == JSONB || other == JSONB) {
      return JSONB;
    }
    ColumnType one = toHold(other);
    ColumnType two = other.toHold(this);
    return one == TEXT ? two : one;
  }

  boolean isNumber() {
    return this == INTEGER || this == BIGINT || this == NUMERIC || this == DOUBLE;
  }
}
