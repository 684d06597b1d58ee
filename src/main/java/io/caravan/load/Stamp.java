package io.caravan.load;

/**
 * What each row says of the page it came with.
 *
 * @param loadedAt the time of the page by the clock of the database, in ISO form
 * @param runId of the run that brought it
 */
record Stamp(String loadedAt, String runId) {}
