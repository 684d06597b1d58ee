package io.caravan.load;

/** What becomes of objects and lists inside a record. */
public enum Nested {
  /** One {@code jsonb} column each. */
  JSONB,
  /** The fields of an object become columns {@code object__field}; lists stay {@code jsonb}. */
  FLATTEN,
  /** As {@link #FLATTEN}, and each list becomes a table {@code <table>__<field>}. */
  TABLES
}
