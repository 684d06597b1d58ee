package io.caravan.http;

import io.caravan.error.CaravanException;

/**
 * A create was sent and its outcome is unknown: the connection broke, time ran out, or the remote
 * system answered with an error of its own. The object may exist. Look for it before trying again.
 *
 * <p>The cause says what was seen, as a {@link CaravanException}.
 */
public final class LostReplyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostReplyException(CaravanException seen) {
    super(seen.getMessage(), seen);
  }
}
