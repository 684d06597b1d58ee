package io.caravan.load;

import io.caravan.load.dialect.RejectedRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why records were rejected, and how often each. */
final class Reasons {

  private Reasons() {}

  static Map<String, Integer> of(List<RejectedRow> rejects) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    rejects.forEach(reject -> reasons.merge(reject.reason(), 1, Integer::sum));
    return reasons;
  }
}
