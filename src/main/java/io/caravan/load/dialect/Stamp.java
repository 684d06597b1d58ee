package io.caravan.load.dialect;

/**
 * What each row says of the page it came with.
 *
 * @param loadedAt the time of the page by the clock of the database, in ISO form
 * @param runId of the run that brought it
 */
public record Stamp(String loadedAt, String runId) {}
