/**
 * What values are: in which forms records arrive, which types their values have, and how values are
 * written as text, as JSON and as lines of COPY.
 *
 * <p>Knows no table, no column and no database. For the packages of loading only.
 */
package io.caravan.load.value;
