package io.caravan.load;

import java.util.List;

/**
 * The primary key of a table.
 *
 * @param name of the constraint, unquoted
 */
record PrimaryKey(String name, List<String> columns) {}
