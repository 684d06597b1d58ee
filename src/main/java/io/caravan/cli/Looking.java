package io.caravan.cli;

import io.caravan.app.Caravan;
import io.caravan.error.CaravanException;
import io.caravan.load.PageTap;
import io.caravan.run.Run;
import io.caravan.run.RunOptions;
import java.util.Map;

/** Reads the beginning of streams without loading it. */
final class Looking {

  private Looking() {}

  /**
   * Runs a stream from its beginning, with its pages going to somebody who looks at them. No table
   * and no bookmark is touched.
   *
   * @param records at most
   */
  static void at(Caravan caravan, String stream, PageTap tap, long records, String why) {
    caravan.context().getRegistry().bind("pageTap", tap);
    try {
      Run run = caravan.run(stream, why, RunOptions.refresh().withLimit(records), Map.of());
      CaravanException failure = run.failure();
      if (failure != null) {
        throw failure;
      }
    } finally {
      caravan.context().getRegistry().unbind("pageTap");
    }
  }
}
