package io.caravan.auth;

/** How the application proves itself to a token endpoint (RFC 6749, 2.3.1). */
enum ClientAuth {
  /** Client id and secret in an {@code Authorization: Basic} header; what most providers take. */
  BASIC,
  /** Both as fields of the form; HubSpot takes nothing else. */
  FORM
}
