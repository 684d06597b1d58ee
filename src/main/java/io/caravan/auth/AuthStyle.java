package io.caravan.auth;

/** How a token that a person was given travels. Tokens from a login are always bearer tokens. */
public enum AuthStyle {
  /** {@code Authorization: Bearer ...}. */
  BEARER,
  /** {@code x-api-token: ...}, as Pipedrive takes the personal token of a user. */
  API_TOKEN,
  /** No header at all. */
  NONE
}
