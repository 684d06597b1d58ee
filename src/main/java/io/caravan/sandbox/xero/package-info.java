/**
 * Xero as its documentation of November 2026 describes it: identity with rotating refresh tokens,
 * connections, the lists of the accounting API that the connector reads, limits by organisation,
 * and both spellings of a refusal.
 *
 * <p>Where the documentation is silent, the strictest reading is taken. Nothing is written by calls
 * here; people at the screen change the books. Nothing of other vendors, nothing of the connector.
 */
package io.caravan.sandbox.xero;
