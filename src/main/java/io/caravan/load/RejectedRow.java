package io.caravan.load;

/**
 * A record, or a value of one, that could not be stored.
 *
 * @param table where it was to go
 * @param where the place in the source, or in the page
 * @param raw the record as JSON
 */
record RejectedRow(TableName table, String reason, String where, String raw) {}
