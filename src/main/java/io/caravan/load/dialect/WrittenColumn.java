package io.caravan.load.dialect;

import io.caravan.load.table.Column;

/**
 * A column that rows are written into.
 *
 * @param field the position of its field; -1 for {@code _extra}, which holds every field without a
 *     column
 */
public record WrittenColumn(Column column, int field) {}
