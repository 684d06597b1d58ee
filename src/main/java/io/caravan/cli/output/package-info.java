/**
 * What people see of a command: words, tables, progress, reports of runs and failures, and the same
 * as JSON; and what they are asked.
 *
 * <p>Decides nothing and opens nothing. For the command line only.
 */
package io.caravan.cli.output;
