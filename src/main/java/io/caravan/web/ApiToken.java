package io.caravan.web;

import java.time.Instant;

/**
 * A credential of the interface, without what it is.
 *
 * @param id names it in lists; no secret
 * @param role what its holder may do
 * @param label for people: who or what has it
 * @param createdAt when it was made
 * @param revokedAt when it stopped being good; null while it is
 */
public record ApiToken(String id, Role role, String label, Instant createdAt, Instant revokedAt) {}
