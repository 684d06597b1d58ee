package io.caravan.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A row of the plan with what has to be done about it.
 *
 * @param line its place in the file, from 1
 * @param key names the object on our side
 * @param remoteId names it over there; null before it exists
 * @param payload the wanted values as JSON; null when it should not be there
 * @param patch the values that differ, as JSON; null when none does
 * @param sentAt when the write was announced whose outcome is not known; null for none
 */
record PlannedRow(
    long line,
    String key,
    Action action,
    String remoteId,
    String payload,
    String patch,
    Instant sentAt) {

  /** Clocks differ; a search by time begins this much before the write was announced. */
  private static final Duration MARGIN = Duration.ofHours(1);

  /** The row as the variable {@code row} of a route. */
  Map<String, Object> forRoute() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("key", key);
    shown.put("action", action.name().toLowerCase(Locale.ROOT));
    shown.put("remoteId", remoteId);
    shown.put("payload", payload);
    shown.put("patch", patch);
    shown.put(
        "since",
        sentAt == null ? null : sentAt.minus(MARGIN).truncatedTo(ChronoUnit.SECONDS).toString());
    return shown;
  }
}
