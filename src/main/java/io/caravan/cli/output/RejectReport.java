package io.caravan.cli.output;

import io.caravan.load.StoredReject;

/** A reject as JSON shows it; times are UTC. */
public record RejectReport(
    String stream,
    String table,
    String run,
    String reason,
    String where,
    String raw,
    String firstSeen,
    String lastSeen) {

  public static RejectReport of(StoredReject reject) {
    return new RejectReport(
        reject.stream(),
        reject.table(),
        reject.runId(),
        reject.reason(),
        reject.where(),
        reject.raw(),
        StepReport.text(reject.firstSeen()),
        StepReport.text(reject.lastSeen()));
  }
}
