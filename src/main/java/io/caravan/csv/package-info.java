/**
 * CSV files read page by page and written from a query, in bounded memory.
 *
 * <p>Where a file comes from (git, a folder, a request) and where its rows go is the business of
 * other rooms.
 */
package io.caravan.csv;
