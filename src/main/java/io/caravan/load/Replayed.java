package io.caravan.load;

/**
 * What became of rejects that were loaded again.
 *
 * @param landed stored, and no longer rejects
 * @param outdated no longer rejects because the source has sent a newer record with the same key
 * @param refused still rejects
 */
public record Replayed(long landed, long outdated, long refused) {}
