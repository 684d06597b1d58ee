package io.caravan.load;

import java.util.Map;

/**
 * What becomes of rows that are gone from the source.
 *
 * @param when how a record says that it was deleted
 * @param at the field of such a record that says when; empty for none
 * @param main the table whose rows take others with them; that of the stream, or of the span
 * @param span the field of it that says whether a run which read a span of time had to meet a row;
 *     empty where only a complete read tells what is gone
 * @param children the tables whose rows go with a row of the stream, and the field that names it
 * @param maxPercent how many percent of the rows one run may find gone without being met
 */
record DeleteRules(
    Policy policy,
    DeletedWhen when,
    String at,
    String main,
    String span,
    Map<String, String> children,
    int maxPercent) {

  /** So few rows may always go: in a small table each is many percent. */
  private static final int FEW = 4;

  /** What is done to a row. */
  enum Policy {
    /** {@code _deleted_at} says when it was found gone, and is emptied when it comes back. */
    SOFT,
    HARD,
    IGNORE
  }

  /** Whether so many rows of a table are more than may go. */
  boolean refuses(long gone, long all) {
    return gone > FEW && gone * 100 > all * maxPercent;
  }
}
