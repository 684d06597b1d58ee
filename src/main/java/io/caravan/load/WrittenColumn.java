package io.caravan.load;

/**
 * A column that rows are written into.
 *
 * @param field the position of its field; -1 for {@code _extra}, which holds every field without a
 *     column
 */
record WrittenColumn(Column column, int field) {}
