/**
 * The command line: one class per verb, or per family of verbs, and the number it ends with. What
 * is printed is made in {@code output}, logs are kept by {@code log}, and what {@code doctor} looks
 * at stands in {@code check}.
 *
 * <p>Data goes to stdout, everything said about it to stderr. A verb asks the other rooms and shows
 * their answers; it decides nothing about data, logins or routes. No other room uses this one.
 */
package io.caravan.cli;
