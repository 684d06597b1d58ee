/**
 * Reading a list of a REST interface page by page, as the parameters of the kamelet {@code
 * rest-source} describe it: what to ask, where the next page is named, how far the last run came.
 *
 * <p>Each page is asked for with the kamelet {@code http-call-action}. Nothing here knows a vendor.
 */
package io.caravan.http.rest;
