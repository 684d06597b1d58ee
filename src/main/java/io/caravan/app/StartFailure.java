package io.caravan.app;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.BindException;

/**
 * Turns a failed start of Camel into words: the useful line is the innermost one, the rest is a
 * stack of wrappers.
 */
final class StartFailure {

  private StartFailure() {}

  static CaravanException explain(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    if (root instanceof BindException) {
      return CaravanException.of(ErrorCode.E803, "The port of the server is taken")
          .why(root.getMessage())
          .fix("Set another one: HTTP_PORT=8081 ./caravan serve", "See who has it: ss -ltnp")
          .cause(failure)
          .build();
    }
    String reason = failure.getMessage() == null ? root.toString() : failure.getMessage();
    return CaravanException.of(ErrorCode.E105, "The routes of the project cannot be started")
        .why(
            reason.equals(root.getMessage()) || root.getMessage() == null
                ? reason
                : reason + ": " + root.getMessage())
        .fix("./caravan validate")
        .cause(failure)
        .build();
  }
}
