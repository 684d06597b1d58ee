package io.caravan.singer;

/** What becomes of rows that are gone in the source. */
public enum Deletes {
  /** They stay, and {@code _sdc_deleted_at} says since when they are known to be gone. */
  SOFT,
  /** They are deleted. */
  HARD
}
