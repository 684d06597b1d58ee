package io.caravan.load.dialect;

/**
 * What became of the rows of a part of a page.
 *
 * @param repeated rows that a later row of the same part with the same key has replaced
 * @param sanitized characters and values that no database takes and that were replaced
 */
public record Stored(long added, long changed, long same, long repeated, long sanitized) {

  public static final Stored NOTHING = new Stored(0, 0, 0, 0, 0);

  public Stored plus(Stored other) {
    return new Stored(
        added + other.added,
        changed + other.changed,
        same + other.same,
        repeated + other.repeated,
        sanitized + other.sanitized);
  }
}
