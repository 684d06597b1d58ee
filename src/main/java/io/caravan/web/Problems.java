package io.caravan.web;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the failure of a route into an answer. Stack traces and secrets stay inside. */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final int UNAVAILABLE = 503;

  /** Answers for the exception that the exchange has caught. */
  public void answer(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (failure instanceof RequestRefused refused) {
      answer(exchange, Problem.of(refused.status(), refused.getMessage(), null));
      return;
    }
    Problem problem = explain(failure);
    // What is in the catalogue explains itself; where the rest comes from, only its trace says.
    LOG.warn(
        "{} answers {}: {}",
        exchange.getFromRouteId(),
        problem.status(),
        failure.getMessage(),
        problem.code().equals(ErrorCode.E901.name()) ? failure : null);
    answer(exchange, problem);
    CaravanException.in(failure)
        .flatMap(CaravanException::again)
        .ifPresent(
            again ->
                exchange
                    .getMessage()
                    .setHeader(
                        "Retry-After",
                        String.valueOf(
                            Math.max(1, Duration.between(Instant.now(), again).toSeconds()))));
  }

  private static Problem explain(Exception failure) {
    if (CaravanException.in(failure).isEmpty() && isDatabase(failure)) {
      return Problem.of(UNAVAILABLE, "the database does not do it", ErrorCode.E300.name());
    }
    CaravanException known = CaravanException.from(failure);
    boolean passing =
        switch (known.code()) {
          case E201, E205, E300 -> true;
          default -> false;
        };
    // Reasons name hosts, roles and classes; whoever asks need not know them.
    return Problem.of(passing ? UNAVAILABLE : 500, known.what(), known.code().name());
  }

  private static boolean isDatabase(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return true;
      }
    }
    return false;
  }

  private static void answer(Exchange exchange, Problem problem) {
    Answers.bytes(exchange, problem.status(), Problem.MEDIA_TYPE, problem.json());
  }
}
