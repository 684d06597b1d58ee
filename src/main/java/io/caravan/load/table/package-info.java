/**
 * What a table is: its name, its columns, how names are quoted, and one change of it.
 *
 * <p>No statement of a particular database stands here, and nothing is executed. For the packages
 * of loading only.
 */
package io.caravan.load.table;
