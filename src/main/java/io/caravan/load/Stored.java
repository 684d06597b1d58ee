package io.caravan.load;

/**
 * What became of the rows of a part of a page.
 *
 * @param repeated rows that a later row of the same part with the same key has replaced
 * @param sanitized characters and values that no database takes and that were replaced
 */
record Stored(long added, long changed, long same, long repeated, long sanitized) {

  static final Stored NOTHING = new Stored(0, 0, 0, 0, 0);

  Stored plus(Stored other) {
    return new Stored(
        added + other.added,
        changed + other.changed,
        same + other.same,
        repeated + other.repeated,
        sanitized + other.sanitized);
  }
}
