/**
 * How Caravan fails: one exception with what, where, why and the next command, one catalogue of
 * codes, one list of exit codes.
 *
 * <p>Every other room may use this one; it uses none.
 */
package io.caravan.error;
