package io.caravan.http.rest;

import java.util.List;

/**
 * What came back for a page.
 *
 * @param body the answer, parsed
 * @param nextLink the address in its {@code Link} header, relation {@code next}; null for none
 * @param records what its record path leads to
 * @param address it was asked at; null where there is none to tell
 * @param bytes of the answer; 0 when it does not say
 * @param etag what stands for this state of the list, to ask whether it has changed; empty for none
 */
record Page(
    Object body, String nextLink, List<Object> records, String address, long bytes, String etag) {

  /** A page for which an answer without a body stands. */
  static final Page EMPTY = new Page(null, null, List.of(), null, 0, "");

  /** A page that is as it was when it was read before. */
  static final Page UNCHANGED = new Page(null, null, List.of(), null, 0, "");
}
