/**
 * Loading: the {@code upsert:} component and, without Camel, {@link io.caravan.load.Loader}. A page
 * of records becomes rows of a table: types, names, DDL, rejects, and the bookmark in the same
 * transaction.
 *
 * <p>What differs between databases stands behind {@code Dialect}. Nothing here knows where records
 * come from, and nothing here is specific to a vendor's data.
 */
package io.caravan.load;
