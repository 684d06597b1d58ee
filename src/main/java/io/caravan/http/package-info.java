/**
 * The few processors behind the kamelet {@code http-call-action}: address, login, rate budget, and
 * what an answer means.
 *
 * <p>Paging, paths and fields are YAML; nothing here knows a vendor.
 */
package io.caravan.http;
