package io.caravan.auth;

/** A token endpoint that gave no token. */
final class NoGrant extends Exception {

  private static final long serialVersionUID = 1L;

  /** What that means. */
  enum Meaning {
    /** No answer, or one that broke off: it may have counted on the other side. */
    LOST,
    /** An answer that says to come back later. */
    LATER,
    /** The code or refresh token is worth nothing any more. */
    WORTHLESS,
    /** The application itself is not accepted: client id, secret or redirect address. */
    CLIENT
  }

  private final Meaning meaning;

  NoGrant(Meaning meaning, String message, Throwable cause) {
    super(message, cause);
    this.meaning = meaning;
  }

  Meaning meaning() {
    return meaning;
  }
}
