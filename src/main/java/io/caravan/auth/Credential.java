package io.caravan.auth;

import java.net.URI;

/**
 * What one call needs: the header to send and where the account lives. Ask for a new one for each
 * call; the token behind it may have changed since.
 *
 * @param header name of the header; null for none
 * @param parameter name of the query parameter that takes the place of a header; null for none
 * @param value its value: a secret
 * @param base the address that paths are appended to, without a trailing slash
 * @param generation which token this is; handed back when the remote system refuses it
 */
public record Credential(String header, String parameter, String value, URI base, long generation) {

  /** Generation of a token that nobody can renew. */
  public static final long FIXED = -1;

  /** Whether a refused token can be exchanged for a new one without a person. */
  public boolean renewable() {
    return generation != FIXED;
  }

  @Override
  public String toString() {
    return "Credential[" + (header == null ? parameter : header) + " for " + base + "]";
  }
}
