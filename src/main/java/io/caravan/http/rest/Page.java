package io.caravan.http.rest;

import java.util.List;

/**
 * What came back for a page.
 *
 * @param body the answer, parsed
 * @param nextLink the address in its {@code Link} header, relation {@code next}; null for none
 * @param records what its record path leads to
 */
record Page(Object body, String nextLink, List<Object> records) {}
