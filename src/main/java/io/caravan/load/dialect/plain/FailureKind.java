package io.caravan.load.dialect.plain;

/** What a failure of a database comes from, as far as loading has to know. */
public enum FailureKind {
  /** The connection is gone or cannot be had. */
  LOST,
  /** Somebody else is in the way. */
  LOCKED,
  /** A key is there already. */
  DUPLICATE,
  /** A value that its column does not take. */
  ROWS,
  /** The table is not what it was. */
  SHAPE,
  PERMISSION,
  /** No room on the disk. */
  FULL,
  OTHER
}
