package io.caravan.sync;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a route can ask of this room. Variables are those of the exchange. */
enum Verb {
  /** {@code sync:recall/destination}: sets {@code account} from {@code login}; null when new. */
  RECALL,
  /** {@code sync:remember/destination}: keeps {@code account} as that of {@code login}. */
  REMEMBER,
  /**
   * {@code sync:open/destination.entity}: begins a sync; sets {@code ledgerEmpty}, also true where
   * adopting was broken off.
   */
  OPEN,
  /** {@code sync:plan?mapping=...}: compares {@code file} with the ledger; sets {@code work}. */
  PLAN,
  /** {@code sync:next}: sets {@code row} to the next row to be written; null after the last. */
  NEXT,
  /** {@code sync:announce}: commits that the row is about to be written. */
  ANNOUNCE,
  /** {@code sync:confirm}: the row was written; a new object has the id {@code remoteId}. */
  CONFIRM,
  /** {@code sync:unknown}: the reply was lost. */
  UNKNOWN,
  /** {@code sync:reject}: the destination refused the row. */
  REJECT,
  /** {@code sync:orphan}: a person deleted or archived the object; the reason is the body. */
  ORPHAN,
  /** {@code sync:adopt}: the body lists objects that are there (key, remoteId, payload). */
  ADOPT,
  /** {@code sync:adopted}: everything that is there was adopted. */
  ADOPTED,
  /** {@code sync:known}: of the keys in the body, those that are there (key, remoteId). */
  KNOWN,
  /**
   * {@code sync:found}: as adopt, for the row that is looked for; an empty list says it is not
   * there.
   */
  FOUND;

  static Verb of(String word) {
    try {
      return valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw CaravanException.of(ErrorCode.E105, "There is no sync:" + word)
          .why(
              "known: "
                  + Arrays.stream(values())
                      .map(verb -> "sync:" + verb.name().toLowerCase(Locale.ROOT))
                      .collect(Collectors.joining(", ")))
          .fix("./caravan validate")
          .build();
    }
  }
}
