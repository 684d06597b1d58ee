package io.caravan.sync;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;

/**
 * Stops a sync that would delete more than a bad input may cost: too large a share of what is
 * there, or an input with no rows at all.
 */
final class DeleteGuard {

  private DeleteGuard() {}

  /**
   * The reason to stop, or null.
   *
   * @param rows in the input
   * @param deletes that it asks for
   * @param known objects that are there
   */
  static CaravanException reason(Target target, Rules rules, long rows, long deletes, long known) {
    if (rules.allowDeletes()) {
      return null;
    }
    if (rows == 0 && known > 0) {
      return stop(
          "The file has no rows, while "
              + target.destination()
              + " holds "
              + target.entity()
              + " of earlier runs ("
              + known
              + ")",
          "an empty input is more often a mistake than a wish");
    }
    boolean tooMany = deletes * 100 > known * rules.maxDeletePercent();
    if (tooMany && deletes > rules.unguardedDeletes()) {
      return stop(
          deletes + " of " + known + " " + target.entity() + " would be deleted",
          "that is more than "
              + rules.maxDeletePercent()
              + " % and more than "
              + rules.unguardedDeletes());
    }
    return null;
  }

  private static CaravanException stop(String what, String why) {
    return CaravanException.of(ErrorCode.E602, what + "; nothing was written")
        .why(why)
        .fix("Look at what would happen: --dry-run", "If it is meant: --allow-deletes")
        .build();
  }
}
