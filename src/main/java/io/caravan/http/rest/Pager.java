package io.caravan.http.rest;

import java.util.Optional;

/** Which page of a list comes next. Not thread-safe. */
interface Pager {

  /**
   * What names a page of a list.
   *
   * @param token the cursor, number, offset or last value; null for a first page that needs none
   * @param address of the page, when the answer before gave a whole one; null otherwise
   */
  record Mark(Object token, String address) {
    static final Mark FIRST = new Mark(null, null);
  }

  /**
   * The next page that can be asked for. Empty when there is none, or none before an answer on its
   * way has been {@link #read}. A page is given once.
   */
  Optional<Mark> next();

  /** The answer of the earliest page that was given and not yet read. */
  void read(Page page);

  /** Whether every page has been read. */
  boolean done();
}
