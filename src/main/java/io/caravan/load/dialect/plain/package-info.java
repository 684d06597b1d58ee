/**
 * What the databases beside PostgreSQL have in common: rows go through a temporary table by batches
 * of inserts, what cannot be read from the catalog is noted in a table of our own, and a table of
 * commits says how a transaction ended.
 *
 * <p>Where two of them differ, a method is left open for their own packages.
 */
package io.caravan.load.dialect.plain;
