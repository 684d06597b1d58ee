/**
 * SQL Server: bulk copy into a temporary table of texts, and MERGE.
 *
 * <p>No server is at hand where Caravan is built: what is here is tried by its statements.
 */
package io.caravan.load.dialect.sqlserver;
