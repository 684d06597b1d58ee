/**
 * Named database connections and the technical tables (schema {@code caravan}) that every run
 * needs.
 *
 * <p>No SQL of streams or syncs lives here: those rooms ask for a {@link javax.sql.DataSource} and
 * write their own.
 */
package io.caravan.db;
