package io.caravan.load.dialect;

import io.caravan.load.table.TableName;

/**
 * A record, or a value of one, that could not be stored.
 *
 * @param table where it was to go
 * @param where the place in the source, or in the page
 * @param raw the record as JSON
 */
public record RejectedRow(TableName table, String reason, String where, String raw) {}
