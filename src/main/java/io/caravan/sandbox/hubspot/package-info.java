/**
 * HubSpot as its documentation of November 2026 describes it: private-app tokens and OAuth, CRM
 * objects with search, associations, owners, teams, pipelines, properties, marketing forms with
 * their submissions, the report of traffic sources, limits and errors.
 *
 * <p>Where the documentation is silent, the strictest reading is taken, so that a connector that
 * works here has less to fear. Nothing of other vendors, nothing of the connector.
 */
package io.caravan.sandbox.hubspot;
