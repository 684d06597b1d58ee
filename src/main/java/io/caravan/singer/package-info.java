/**
 * Singer, both ways: any tap as a source, Caravan as a target, Caravan's own streams as a tap.
 *
 * <p>How rows are stored is the business of room {@code load}; nothing here knows a vendor.
 */
package io.caravan.singer;
