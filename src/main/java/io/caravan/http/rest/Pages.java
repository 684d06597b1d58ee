package io.caravan.http.rest;

import java.util.List;

/** The pages of a read, in order. */
interface Pages extends AutoCloseable {

  /**
   * A page that was read.
   *
   * @param list it belongs to
   * @param asked what it was asked with
   * @param last whether its list ends with it
   */
  record Read(Leg list, Page page, Values asked, boolean last) {

    /** Whether nothing earlier can come after it, because its list held all there was so far. */
    boolean reachesBookmark() {
      return last && list.inOrder();
    }
  }

  /** Whether there is another page. Does not wait for it. */
  boolean hasNext();

  /**
   * The next page, waiting for it if need be, and those behind it that are there, up to one that
   * {@link Read#reachesBookmark}.
   */
  List<Read> next() throws Exception;

  /** Forgets the pages on their way. */
  @Override
  void close();
}
