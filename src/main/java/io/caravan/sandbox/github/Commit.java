package io.caravan.sandbox.github;

import java.time.Instant;

/**
 * A commit of the default branch.
 *
 * @param author null for one whose address belongs to nobody at GitHub
 * @param parent the commit before it; null for the first
 */
record Commit(String sha, String parent, User author, String message, Instant at) {}
