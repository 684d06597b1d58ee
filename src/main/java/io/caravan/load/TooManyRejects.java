package io.caravan.load;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.Map;
import java.util.stream.Collectors;

/** The failure of a stream that rejects more than it may. */
final class TooManyRejects {

  private static final int SHOWN = 5;

  private TooManyRejects() {}

  /** For the end of the stream: the good rows have landed. */
  static CaravanException atEnd(String stream, LoadCounts counts, LoadOptions options) {
    return CaravanException.of(
            ErrorCode.E313,
            "More records of "
                + stream
                + " were rejected than the "
                + options.maxRejects()
                + " allowed; the others are stored")
        .where(stream + (counts.sample() == null ? "" : ", for example " + counts.sample()))
        .why(grouped(counts.reasons()))
        .fix(
            "./caravan rejects " + stream,
            "Correct the source and run again, or raise load.max-rejects")
        .build();
  }

  /** For a stream that is stopped before its end. */
  static CaravanException atOnce(String stream, long rejected, Map<String, Integer> reasons) {
    return CaravanException.of(
            ErrorCode.E313,
            "Stopped " + stream + ": " + rejected + " rejected records are no single mistakes")
        .where(stream)
        .why(grouped(reasons))
        .fix("./caravan rejects " + stream, "Look at the source, or raise load.reject-cap")
        .build();
  }

  private static String grouped(Map<String, Integer> reasons) {
    return reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(SHOWN)
        .map(reason -> reason.getValue() + " x " + reason.getKey())
        .collect(Collectors.joining("; "));
  }
}
