/**
 * PostgreSQL: COPY into a temporary table and from there into the table, views that are put aside
 * while a table changes, and tables that are made anew beside the old ones.
 *
 * <p>Nothing here is used by the other databases.
 */
package io.caravan.load.dialect.postgres;
