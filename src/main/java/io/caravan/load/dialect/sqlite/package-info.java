/**
 * SQLite.
 *
 * <p>What another database needs too belongs into {@code plain}.
 */
package io.caravan.load.dialect.sqlite;
