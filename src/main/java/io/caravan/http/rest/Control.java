package io.caravan.http.rest;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Compares how many different records a list had with the number the interface tells. A record that
 * comes while the list is read is no reason to fail, and neither is one that goes: what is told
 * afterwards counts then.
 */
final class Control {

  static final Control NONE = new Control(0, "", List.of(), () -> 0);

  private final long told;
  private final String where;
  private final List<String> key;
  private final LongSupplier afterwards;
  private final Set<String> met = new HashSet<>();

  /**
   * @param told how many there were before
   * @param where the piece of time, for messages
   * @param key the fields that tell records apart
   * @param afterwards how many there are now
   */
  Control(long told, String where, List<String> key, LongSupplier afterwards) {
    this.told = told;
    this.where = where;
    this.key = key;
    this.afterwards = afterwards;
  }

  void met(List<Object> records) {
    if (this != NONE) {
      records.forEach(
          record ->
              met.add(
                  String.join("\t", key.stream().map(f -> Field.text(record, f) + "").toList())));
    }
  }

  /** Fails when records are missing. */
  void check() {
    if (met.size() >= told) {
      return;
    }
    long now = afterwards.getAsLong();
    if (met.size() < now) {
      throw CaravanException.of(
              ErrorCode.E206, "The list has fewer records than the remote system counts")
          .where(where)
          .why("it counts " + now + ", and " + met.size() + " came")
          .fix("Run it again; the pieces of time before this one are stored")
          .build();
    }
  }
}
