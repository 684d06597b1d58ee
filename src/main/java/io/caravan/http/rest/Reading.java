package io.caravan.http.rest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * The pages of all lists of one read, in order: list after list, page after page. While one is
 * waited for, the next ones are on their way, as many as allowed.
 */
final class Reading implements Pages {

  private final Iterator<Leg> lists;
  private final BiFunction<Leg, Pager.Mark, Future<Page>> asking;
  private final BiPredicate<Leg, Page> suffices;
  private final int inFlight;
  private final Deque<Leg> open = new ArrayDeque<>();

  /**
   * @param suffices whether no page of a list is wanted after this one
   * @param inFlight how many pages may be on their way at most
   */
  Reading(
      Iterator<Leg> lists,
      BiFunction<Leg, Pager.Mark, Future<Page>> asking,
      BiPredicate<Leg, Page> suffices,
      int inFlight) {
    this.lists = lists;
    this.asking = asking;
    this.suffices = suffices;
    this.inFlight = inFlight;
  }

  @Override
  public boolean hasNext() {
    while (!open.isEmpty() && open.element().done()) {
      open.remove().close();
    }
    return !open.isEmpty() || lists.hasNext();
  }

  @Override
  public List<Read> next() throws Exception {
    ask();
    Leg leg = open.element();
    Page page = wait(leg.earliest());
    leg.read(page);
    boolean enough = suffices.test(leg, page);
    if (enough) {
      open.remove().close();
    }
    return List.of(new Read(leg, page, enough || leg.done(), leg.latest()));
  }

  /** Begins to ask for what comes next. */
  private void ask() {
    int onTheirWay = open.stream().mapToInt(Leg::onTheirWay).sum();
    for (Leg leg : open) {
      onTheirWay += ask(leg, onTheirWay);
    }
    while (onTheirWay < inFlight && lists.hasNext()) {
      Leg leg = lists.next();
      open.add(leg);
      onTheirWay += ask(leg, onTheirWay);
    }
  }

  /** The first list gets one page in any case: everything waits for it. */
  private int ask(Leg leg, int before) {
    int asked = 0;
    while (before + asked < inFlight || (leg == open.peek() && leg.onTheirWay() == 0)) {
      Optional<Pager.Mark> mark = leg.next();
      if (mark.isEmpty()) {
        break;
      }
      leg.asked(mark.get(), asking.apply(leg, mark.get()));
      asked++;
    }
    return asked;
  }

  /** The page when it is there. */
  static <T> T wait(Future<T> page) throws Exception {
    try {
      return page.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public void close() {
    open.forEach(Leg::close);
    open.clear();
  }
}
