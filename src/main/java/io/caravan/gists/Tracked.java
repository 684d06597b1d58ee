package io.caravan.gists;

import java.time.Instant;

/**
 * Somebody who is tracked.
 *
 * @param since from when on gists are asked for; null for all
 * @param etag the mark of the last answer to exactly this question; empty for none
 */
public record Tracked(long id, String username, Instant since, String etag) {}
