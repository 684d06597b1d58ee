package io.caravan.sync;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that were refused, by us or by the destination: how many, and the first of them in words.
 */
final class Refusals {

  private static final int SHOWN = 20;

  private final List<String> first = new ArrayList<>();
  private long count;
  private CaravanException remote;
  private String remoteWhere;

  void add(String words) {
    count++;
    if (first.size() < SHOWN) {
      first.add(words);
    }
  }

  /** Adds many, of which only the first are in words. */
  void addAll(long howMany, List<String> words) {
    words.forEach(this::add);
    count += howMany - words.size();
  }

  /** Adds a row that the destination refused. */
  void byDestination(String where, CaravanException reason) {
    add(where + ": " + reason.why());
    if (remote == null) {
      remote = reason;
      remoteWhere = where;
    }
  }

  long count() {
    return count;
  }

  /** At most {@value #SHOWN}. */
  List<String> first() {
    return List.copyOf(first);
  }

  /** All of them as one failure. */
  CaravanException failure(Target target) {
    String rows = count == 1 ? "1 row was" : count + " rows were";
    if (remote != null) {
      return CaravanException.of(ErrorCode.E601, rows + " refused by " + target.destination())
          .where(remoteWhere)
          .why(remote.why())
          .fix("Correct what the message names; refused rows are offered again by the next run")
          .cause(remote)
          .build();
    }
    return CaravanException.of(ErrorCode.E313, rows + " refused before being sent")
        .where(target.entity() + ", " + first.get(0).split(":", 2)[0])
        .why(String.join("; ", first.subList(0, Math.min(3, first.size()))))
        .fix("Correct the rows, then run it again; the others are done")
        .build();
  }
}
