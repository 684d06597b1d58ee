package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A span of time in pieces that touch: from the first included to the second excluded. */
final class Windows {

  private static final Duration MINUTE = Duration.ofMinutes(1);

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

  /**
   * The same for an interface that is told days and minutes of a place: no piece goes beyond the
   * end of a day, except for the last minute of each, which is a piece of its own. So each piece
   * but that one can be told with one day, and no second is between two of them.
   */
  static List<Window> ofDays(Instant from, Instant to, Duration length, ZoneId zone) {
    List<Window> windows = new ArrayList<>();
    for (Instant begin = from; begin.isBefore(to); begin = windows.get(windows.size() - 1).to()) {
      Instant midnight =
          begin.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
      Instant lastMinute = midnight.minus(MINUTE);
      Instant end = begin.isBefore(lastMinute) ? lastMinute : midnight;
      for (Instant other : List.of(begin.plus(length), to)) {
        end = other.isBefore(end) ? other : end;
      }
      windows.add(new Window(begin, end));
    }
    return windows;
  }

  /** A piece cut in two at a minute; nothing when it is too short for that. */
  static Window[] halves(Window window, ZoneId zone) {
    LocalDateTime from = LocalDateTime.ofInstant(window.from(), zone);
    LocalDateTime to = LocalDateTime.ofInstant(window.to(), zone);
    LocalDateTime middle =
        from.plus(Duration.between(from, to).dividedBy(2)).truncatedTo(ChronoUnit.MINUTES);
    Instant cut = middle.atZone(zone).toInstant();
    return cut.isAfter(window.from()) && cut.isBefore(window.to())
        ? new Window[] {new Window(window.from(), cut), new Window(cut, window.to())}
        : new Window[0];
  }
}
