/**
 * Secrets and logins: the encrypted store, the OAuth flows, and the tokens that calls are made
 * with.
 *
 * <p>A token leaves this room only as an {@link io.caravan.auth.Credential} for one call. Nothing
 * here retries business calls, knows a vendor's paths, or prints a secret.
 */
package io.caravan.auth;
