package io.caravan.stream;

import java.time.OffsetDateTime;

/**
 * How far a stream has been read.
 *
 * @param value as JSON; null when it is to be read from the beginning
 * @param runId the run that moved it last
 */
public record Bookmark(String stream, String value, String runId, OffsetDateTime updatedAt) {}
