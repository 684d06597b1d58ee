/**
 * The command line: one class per verb, what it prints, and the number it ends with.
 *
 * <p>Data goes to stdout, everything said about it to stderr. A verb asks the other rooms and shows
 * their answers; it decides nothing about data, logins or routes. No other room uses this one.
 */
package io.caravan.cli;
