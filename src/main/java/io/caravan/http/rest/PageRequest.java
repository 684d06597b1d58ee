package io.caravan.http.rest;

import java.util.Map;

/**
 * One page to ask for.
 *
 * @param path at the account, or a whole address at its host
 * @param body null for none
 */
record PageRequest(
    String path, Map<String, String> query, Map<String, String> headers, Object body) {}
