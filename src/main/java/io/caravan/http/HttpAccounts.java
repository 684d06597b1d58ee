package io.caravan.http;

import io.caravan.auth.Tokens;
import io.caravan.config.Settings;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The remote accounts of the process, one object each. Bind one of these as {@code httpAccounts};
 * the kamelet {@code http-call-action} looks it up by that name.
 */
public final class HttpAccounts {

  private final Tokens tokens;
  private final HttpLimits limits;
  private final Clock clock;
  private final Waiting waiting;
  private final Map<String, Account> byName = new ConcurrentHashMap<>();

  public HttpAccounts(Settings settings, Tokens tokens) {
    this(settings, tokens, Clock.systemUTC(), Waiting.real());
  }

  /** For tests, which bring their own time. */
  public HttpAccounts(Settings settings, Tokens tokens, Clock clock, Waiting waiting) {
    this.tokens = tokens;
    this.limits = HttpLimits.of(settings);
    this.clock = clock;
    this.waiting = waiting;
  }

  Account account(String name) {
    return byName.computeIfAbsent(
        name, account -> new Account(account, tokens, limits, clock, waiting));
  }
}
