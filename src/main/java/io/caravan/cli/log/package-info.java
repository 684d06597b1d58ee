/**
 * The log: what of it is shown, the file that each run has, and reading those again.
 *
 * <p>Which lines are written is the business of the rooms that write them. For the command line
 * only.
 */
package io.caravan.cli.log;
