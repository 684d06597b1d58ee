package io.caravan.sandbox.http;

import java.time.Duration;

/**
 * A request and what becomes of it.
 *
 * @param reply the answer, also when it is never sent
 * @param lost whether the connection is cut in place of an answer
 * @param delay how long the answer is held back
 */
public record Exchange(Request request, Reply reply, boolean lost, Duration delay) {

  static Exchange of(Request request, Reply reply) {
    return new Exchange(request, reply, false, Duration.ZERO);
  }
}
