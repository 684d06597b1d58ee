package io.caravan.auth;

import java.time.Instant;

/**
 * How an account stands, for people; no secrets.
 *
 * @param connection name of the account in the settings
 * @param kind {@code token} (made by a person), {@code login} (OAuth), {@code refresh-token} (a
 *     login will begin with the one in the settings), {@code password} (a login with user and
 *     password), {@code none}
 * @param account the address calls go to; null when it is unknown
 * @param scope what the login allows, as the provider words it; null when it did not say
 * @param expires when the present token ends; it is renewed before. Null for a token of a person
 * @param problem why calls cannot be made; null when they can
 */
public record LoginStatus(
    String connection, String kind, String account, String scope, Instant expires, String problem) {

  /** Whether calls can be made. */
  public boolean ok() {
    return problem == null;
  }
}
