/**
 * The PostgreSQL that comes with Caravan: its programs unpacked once, its cluster made once, its
 * server started, found again and stopped.
 *
 * <p>Files, all in {@code <data folder>/postgres}: {@code bin-<version>} programs, {@code data} the
 * cluster, {@code connection.properties} port and password, {@code postgres.log} what the server
 * says, {@code *.lock} who is at work. No table of Caravan and no SQL beyond logging in enters
 * here.
 */
package io.caravan.embedded;
