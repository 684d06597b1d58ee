package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * The lists of pieces of time, of which each is asked beforehand how many records it has. A piece
 * with more than the interface shows is cut in two.
 */
final class CountedWindows implements Iterator<Leg> {

  private final Deque<Windows.Window> left;
  private final WindowRules rules;
  private final ToLongFunction<Windows.Window> counting;
  private final BiFunction<Windows.Window, Long, Leg> list;

  /**
   * @param counting how many records a piece has
   * @param list the list of a piece with so many records
   */
  CountedWindows(
      Collection<Windows.Window> windows,
      WindowRules rules,
      ToLongFunction<Windows.Window> counting,
      BiFunction<Windows.Window, Long, Leg> list) {
    this.left = new ArrayDeque<>(windows);
    this.rules = rules;
    this.counting = counting;
    this.list = list;
  }

  @Override
  public boolean hasNext() {
    return !left.isEmpty();
  }

  @Override
  public Leg next() {
    Windows.Window window = left.remove();
    long count = counting.applyAsLong(window);
    while (count > rules.most()) {
      Windows.Window[] halves = Windows.halves(window, rules.zone());
      if (halves.length == 0) {
        throw tooMany(window, count);
      }
      left.addFirst(halves[1]);
      window = halves[0];
      count = counting.applyAsLong(window);
    }
    return list.apply(window, count);
  }

  private CaravanException tooMany(Windows.Window window, long count) {
    return CaravanException.of(
            ErrorCode.E206, "One minute has more records than the remote system shows")
        .where(window.from() + " to " + window.to())
        .why("it has " + count + ", and " + rules.most() + " are shown")
        .fix(
            "Ask the owner of the remote system to raise its limit, then run again; the pieces of time before this one are stored")
        .build();
  }
}
