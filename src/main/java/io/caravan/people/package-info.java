/**
 * Tracked GitHub users, as they stand in the database and as the interface shows them.
 *
 * <p>Which statement is executed when, and what is asked of GitHub and Pipedrive, stands in {@code
 * routes/api}; nothing here calls another system, and nothing here knows how requests are let in.
 */
package io.caravan.people;
