/**
 * Reverse ETL: what each destination is known to hold (the ledger), what has to be written to make
 * it equal to a file of wanted rows (the plan), and what became of each write.
 *
 * <p>Order of steps, addresses, names of fields and how a column becomes a field are the business
 * of routes and SQL files; nothing of a vendor enters here, and nothing here calls one.
 */
package io.caravan.sync;
