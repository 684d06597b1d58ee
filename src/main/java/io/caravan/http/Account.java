package io.caravan.http;

import io.caravan.auth.AuthStyle;
import io.caravan.auth.Credential;
import io.caravan.auth.Tokens;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.run.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One remote account as all its callers share it: its login and its rate budget. */
final class Account {

  private static final Logger LOG = LoggerFactory.getLogger(Account.class);

  /** A request to stop is noticed this fast. */
  private static final Duration SLICE = Duration.ofMillis(200);

  private final String name;
  private final Tokens tokens;
  private final HttpLimits limits;
  private final Clock clock;
  private final Waiting waiting;
  private final RateBudget budget;

  Account(String name, Tokens tokens, HttpLimits limits, Clock clock, Waiting waiting) {
    this.name = name;
    this.tokens = tokens;
    this.limits = limits;
    this.clock = clock;
    this.waiting = waiting;
    this.budget = new RateBudget(clock);
  }

  String name() {
    return name;
  }

  HttpLimits limits() {
    return limits;
  }

  Credential credential(AuthStyle style) {
    return tokens.credential(name, style);
  }

  /** Gets a new token for a call whose token was refused, once; otherwise fails with the reason. */
  void renew(Call call, CaravanException reason) {
    if (!call.credential().renewable()) {
      throw reason;
    }
    if (!call.mayRenew()) {
      throw tokens.refusedTwice(name, call.credential(), reason.why());
    }
    tokens.renew(name, call.credential());
  }

  RateBudget budget() {
    return budget;
  }

  Clock clock() {
    return clock;
  }

  /**
   * Returns when the account has room for a call. Fails with E205 when that would take a call
   * longer than {@code http.longest-wait} in all.
   */
  void awaitRoom(Exchange exchange, Call call) throws InterruptedException {
    for (Duration wait = budget.take(); !wait.isZero(); wait = budget.take()) {
      pause(exchange, call, wait, "rate limit of " + name);
    }
  }

  /** Waits in slices; the waits of one call add up. */
  void pause(Exchange exchange, Call call, Duration wait, String reason)
      throws InterruptedException {
    if (call.waited(wait).compareTo(limits.longestWait()) > 0) {
      throw CaravanException.of(ErrorCode.E205, name + " takes no more calls for now")
          .where(call.at())
          .why(
              "open again in "
                  + wait.toSeconds()
                  + " s; http.longest-wait is "
                  + limits.longestWait().toSeconds()
                  + " s")
          .fix("Run it again after " + clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS))
          .build();
    }
    if (wait.compareTo(Duration.ofSeconds(1)) >= 0) {
      LOG.info("{} waits {} s: {}", call.at(), wait.toSeconds(), reason);
    }
    Duration left = wait;
    while (left.compareTo(Duration.ZERO) > 0) {
      Step step = Step.current(exchange);
      if (step != null) {
        step.run().checkStop();
      }
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      waiting.pause(slice);
      left = left.minus(slice);
    }
  }
}
