/**
 * Pipedrive as the documentation of November 2026 describes it: logins, deals, deal fields and
 * search of API v2, the current user of API v1, limits and error envelopes.
 *
 * <p>Where the documentation is silent, the strictest reading is taken, so that a connector that
 * works here has less to fear. Nothing of other vendors, nothing of the connector.
 */
package io.caravan.sandbox.pipedrive;
