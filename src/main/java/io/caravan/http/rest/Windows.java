package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A span of time in pieces that touch: from the first included to the second excluded. */
final class Windows {

  /** One piece. */
  record Window(Instant from, Instant to) {}

  private Windows() {}

  static List<Window> between(Instant from, Instant to, Duration length) {
    if (length.isZero() || length.isNegative()) {
      throw CaravanException.of(ErrorCode.E106, "A window of time has to be longer than nothing")
          .where("window: " + length)
          .fix("Give the parameter window a duration, such as P1D or PT12H")
          .build();
    }
    List<Window> windows = new ArrayList<>();
    for (Instant begin = from; begin.isBefore(to); begin = begin.plus(length)) {
      Instant end = begin.plus(length);
      windows.add(new Window(begin, end.isAfter(to) ? to : end));
    }
    return windows;
  }
}
