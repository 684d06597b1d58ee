/**
 * What {@code doctor} and {@code check} look at: machine, Python, databases, secrets. A check
 * changes nothing and says for each failure what to do.
 *
 * <p>Which checks are made when is the business of the verbs. For the command line only.
 */
package io.caravan.cli.check;
