package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.HashSet;
import java.util.Set;

/** Notices a list that leads back to a page that was read before, and would never end. */
final class Seen {

  private final Set<String> marks = new HashSet<>();

  /** Remembers what names a page; fails when it was there before. */
  String first(String mark) {
    if (!marks.add(mark)) {
      throw circle(marks.size(), "the answer names a next page that was read before");
    }
    return mark;
  }

  static CaravanException circle(long page, String why) {
    return CaravanException.of(ErrorCode.E206, "The list of pages goes in circles")
        .where("page " + page)
        .why(why)
        .fix("Check nextPath and pageParam in the route; what was read so far is saved")
        .build();
  }
}
