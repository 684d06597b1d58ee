package io.caravan.cli;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.RunRecorder;
import io.caravan.run.RunSummary;
import java.util.Locale;

/** The run somebody means. */
final class FoundRun {

  private FoundRun() {}

  /** By the beginning of its id. */
  static RunSummary byId(RunRecorder runs, String id) {
    return runs.find(id.toUpperCase(Locale.ROOT))
        .orElseThrow(
            () ->
                CaravanException.of(ErrorCode.E104, "There is no run " + id)
                    .fix("./caravan runs")
                    .build());
  }

  /** The newest one, or the one whose id begins like this. */
  static RunSummary newestOr(RunRecorder runs, String id) {
    if (id != null) {
      return byId(runs, id);
    }
    return runs.latest(null, 1).stream()
        .findFirst()
        .orElseThrow(
            () ->
                CaravanException.of(ErrorCode.E104, "Nothing has run yet")
                    .fix("./caravan run", "./caravan demo")
                    .build());
  }
}
