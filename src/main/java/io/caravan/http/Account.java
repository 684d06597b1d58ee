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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private final RateRules rules;
  private final Semaphore room;
  private final Breaker breaker;
  private final Map<String, Pace> paces = new ConcurrentHashMap<>();
  private volatile String refusal = "";

  Account(
      String name,
      Tokens tokens,
      HttpLimits limits,
      RateRules rules,
      Clock clock,
      Waiting waiting) {
    this.name = name;
    this.tokens = tokens;
    this.limits = limits;
    this.clock = clock;
    this.waiting = waiting;
    this.budget = new RateBudget(clock);
    this.rules = rules;
    this.room = new Semaphore(rules.concurrency(), true);
    this.breaker = new Breaker(limits.breakerAfter(), limits.breakerRest(), clock);
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

  /** Learns from an answer. Yields whether it says that there is no more room. */
  boolean learn(Answer answer, Map<String, Object> headers) {
    int status = answer.status();
    RateHeaders rate = RateHeaders.of(headers, rules.windows(), clock.instant());
    Optional<Duration> told =
        status == 429 || status == 403 ? rules.refusedFor(answer.start()) : Optional.empty();
    // GitHub's secondary limit is a 403 that may differ from a refusal by its words alone.
    boolean refused = status == 429 || (status == 403 && (rate.saysFull() || told.isPresent()));
    if (refused) {
      String words = RemoteMessage.of(answer.start());
      refusal = words == null ? "" : "; it says: " + words;
      rate = told.map(budget::longer).map(clock.instant()::plus).map(rate::until).orElse(rate);
    }
    if (refused || (status >= 400 && rate.retryAfter() != null)) {
      budget.refused(rate);
    } else {
      budget.learn(rate);
    }
    return refused;
  }

  /** Whether the account answers at all. */
  Breaker breaker() {
    return breaker;
  }

  Clock clock() {
    return clock;
  }

  /**
   * Returns when the account has room for a call. Fails with E205 when that would take a call
   * longer than {@code http.longest-wait} in all.
   */
  void awaitRoom(Exchange exchange, Call call) throws InterruptedException {
    breaker.check(call);
    for (Duration wait = take(call); !wait.isZero(); wait = take(call)) {
      pause(exchange, call, wait, "rate limit of " + name);
    }
    while (!room.tryAcquire(SLICE.toMillis(), TimeUnit.MILLISECONDS)) {
      checkStop(exchange);
    }
    call.holdRoom();
  }

  /** The call is over, or waits: others may use its place. */
  void leaveRoom(Call call) {
    if (call.givesUpRoom()) {
      room.release();
    }
  }

  /** How long to wait for the account's own pace, for that of its bucket, and for what it told. */
  private Duration take(Call call) {
    Duration wait = Duration.ZERO;
    for (String bucket : call.bucket().isEmpty() ? List.of("") : List.of("", call.bucket())) {
      Duration own = pace(bucket).untilFree();
      wait = own.compareTo(wait) > 0 ? own : wait;
    }
    if (wait.isZero()) {
      wait = budget.take();
    }
    if (wait.isZero()) {
      pace("").taken();
      if (!call.bucket().isEmpty()) {
        pace(call.bucket()).taken();
      }
    }
    return wait;
  }

  private Pace pace(String bucket) {
    return paces.computeIfAbsent(bucket, name -> rules.pace(name, clock));
  }

  /** Waits in slices; the waits of one call add up. */
  void pause(Exchange exchange, Call call, Duration wait, String reason)
      throws InterruptedException {
    leaveRoom(call);
    if (call.waited(wait).compareTo(limits.longestWait()) > 0) {
      throw CaravanException.of(ErrorCode.E205, name + " takes no more calls for now")
          .again(clock.instant().plus(wait))
          .where(call.at())
          .why(
              "open again in "
                  + wait.toSeconds()
                  + " s; http.longest-wait is "
                  + limits.longestWait().toSeconds()
                  + " s"
                  + refusal)
          .fix("Run it again after " + clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS))
          .build();
    }
    if (wait.compareTo(Duration.ofSeconds(1)) >= 0) {
      LOG.info("{} waits {} s: {}", call.at(), wait.toSeconds(), reason);
    }
    Duration left = wait;
    while (left.compareTo(Duration.ZERO) > 0) {
      checkStop(exchange);
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      waiting.pause(slice);
      left = left.minus(slice);
    }
  }

  private static void checkStop(Exchange exchange) {
    Step step = Step.current(exchange);
    if (step != null) {
      step.run().checkStop();
    }
  }
}
