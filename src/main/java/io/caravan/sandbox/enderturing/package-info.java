/**
 * Ender Turing as its Python client and a public export tool use it: the login with a form, the
 * lists of agents, groups, categories, labels, scorecards, tags and users, sessions by filters, and
 * what belongs to one session.
 *
 * <p>The vendor publishes no specification. Where nobody tells, the strictest reading is taken: a
 * time of a filter is the exact minute, what is not known is refused with 422, and a question with
 * more hits than the service shows is refused beyond that number. Nothing of other vendors, nothing
 * of the connector.
 */
package io.caravan.sandbox.enderturing;
