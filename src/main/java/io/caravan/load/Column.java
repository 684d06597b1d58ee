package io.caravan.load;

/**
 * A column as it stands in the database.
 *
 * @param type what Caravan makes of its type
 * @param field the field of the source it holds
 * @param written false for a generated column, which nobody may write
 * @param own whether Caravan added it
 */
record Column(String name, ColumnType type, String field, boolean written, boolean own) {}
