/**
 * Documentation that is made from what a project says of itself: its settings, its catalogs and its
 * routes.
 *
 * <p>Nothing here runs a route or reaches a network.
 */
package io.caravan.docs;
