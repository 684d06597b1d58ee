/**
 * Loading: the {@code upsert:} component and, without Camel, {@link io.caravan.load.Loader}. A page
 * of records becomes rows of a table: types, names, DDL, rejects, and the bookmark in the same
 * transaction.
 *
 * <p>What values are stands in {@code value}, what tables are in {@code table}, and what differs
 * between databases behind {@code dialect}. Other rooms use this package and none of those. Nothing
 * here knows where records come from, and nothing here is specific to a vendor's data.
 */
package io.caravan.load;
