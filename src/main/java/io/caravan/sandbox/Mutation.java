package io.caravan.sandbox;

/**
 * One call that changed something at the vendor, also when its answer was lost or was an error.
 *
 * @param method POST, PATCH or DELETE
 * @param path without the query
 * @param body as it was sent
 * @param dealId the record, mostly a deal, that it created, changed or deleted; null for none
 */
public record Mutation(String method, String path, String body, Long dealId) {}
