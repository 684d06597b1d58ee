package io.caravan.http.rest;

import java.util.Optional;
import java.util.function.Function;

/** Each answer names the page after it: by a cursor, by a link, or by its last record. */
final class ChainedPager implements Pager {

  private final Function<Page, Mark> following;
  private Mark waiting;
  private boolean done;

  /**
   * @param first the mark of the first page
   * @param following the mark of the page after one; null at the end
   */
  ChainedPager(Mark first, Function<Page, Mark> following) {
    this.waiting = first;
    this.following = following;
  }

  @Override
  public Optional<Mark> next() {
    Optional<Mark> next = Optional.ofNullable(waiting);
    waiting = null;
    return next;
  }

  @Override
  public void read(Page page) {
    waiting = following.apply(page);
    done = waiting == null;
  }

  @Override
  public boolean done() {
    return done;
  }
}
