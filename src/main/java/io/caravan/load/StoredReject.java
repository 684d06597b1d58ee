package io.caravan.load;

import java.time.OffsetDateTime;

/**
 * A reject as it is kept.
 *
 * @param table where the record was to go
 * @param runId the last run that met it
 * @param reason one sentence for people
 * @param where the place in the source; null when it is not known
 * @param raw the record as JSON
 */
public record StoredReject(
    long id,
    String stream,
    String table,
    String runId,
    String reason,
    String where,
    String raw,
    OffsetDateTime firstSeen,
    OffsetDateTime lastSeen) {}
