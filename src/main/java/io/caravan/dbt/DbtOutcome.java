package io.caravan.dbt;

import io.caravan.error.CaravanException;

/**
 * How a call of dbt went: results also of a call that failed, so that the run record can show which
 * nodes did well.
 *
 * @param results never null
 * @param failure null when all went well
 */
public record DbtOutcome(DbtResults results, CaravanException failure) {

  /** The results of a call that went well. */
  public DbtResults orThrow() {
    if (failure != null) {
      throw failure;
    }
    return results;
  }
}
