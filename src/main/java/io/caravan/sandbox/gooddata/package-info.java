/**
 * GoodData as its published interface description of August 2026 and recorded answers show it: the
 * organisation, data sources, workspaces, layouts, and executions that are computed from the tables
 * of a real PostgreSQL.
 *
 * <p>Where both are silent, the strictest reading is taken: a put of a data source without its
 * password loses it, and what an insight refers to has to be there. Nothing of other vendors,
 * nothing of the connector.
 */
package io.caravan.sandbox.gooddata;
