package io.caravan.run;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a person wants of one run, and of each stream in it. A run by schedule wants nothing
 * special: {@link #NONE}.
 *
 * @param fullRefresh read everything and build the tables anew; the old rows stay in sight until
 *     the new ones are complete
 * @param fromText where to begin instead of at the bookmark, as a cursor; null for the bookmark
 * @param toText where to end, not included; null for the end of the stream
 * @param rows how many records each stream reads at most; null for all
 * @param testMode whether this is a try with few records
 * @param apart whether rows do not go where they usually go: then no bookmark counts or moves, and
 *     nothing but streams is run
 */
public record RunOptions(
    boolean fullRefresh,
    String fromText,
    String toText,
    Long rows,
    boolean testMode,
    boolean apart) {

  /** Rows go where they usually go. */
  public RunOptions(
      boolean fullRefresh, String fromText, String toText, Long rows, boolean testMode) {
    this(fullRefresh, fromText, toText, rows, testMode, false);
  }

  /** Read what is new since the bookmark. */
  public static final RunOptions NONE = new RunOptions(false, null, null, null, false);

  /** Build the tables anew. */
  public static RunOptions refresh() {
    return new RunOptions(true, null, null, null, false);
  }

  /** Reads a part of the past again and leaves the bookmark alone. */
  public static RunOptions backfill(String from, String to) {
    return new RunOptions(false, from, to, null, false);
  }

  /** The same, with at most so many records of each stream. */
  public RunOptions withLimit(long limit) {
    return new RunOptions(fullRefresh, fromText, toText, limit, testMode, apart);
  }

  /** The same as a try: with at most so many records of each stream. */
  public RunOptions asTest(long limit) {
    return new RunOptions(fullRefresh, fromText, toText, rows == null ? limit : rows, true, apart);
  }

  /** The same with rows going apart from where they usually go. */
  public RunOptions goingApart() {
    return new RunOptions(fullRefresh, fromText, toText, rows, testMode, true);
  }

  public Optional<String> from() {
    return Optional.ofNullable(fromText);
  }

  public Optional<String> to() {
    return Optional.ofNullable(toText);
  }

  public OptionalLong limit() {
    return rows == null ? OptionalLong.empty() : OptionalLong.of(rows);
  }

  /**
   * Whether only a part of what is new is read, or none of it goes where the bookmark is, so that
   * no bookmark may move.
   */
  public boolean isPartial() {
    return apart || fromText != null || toText != null || rows != null;
  }
}
