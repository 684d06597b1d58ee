package io.caravan.http;

import io.caravan.auth.AuthStyle;
import io.caravan.auth.Credential;
import io.caravan.auth.Tokens;
import io.caravan.config.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The remote accounts of the process, one object each. Bind one of these as {@code httpAccounts};
 * the kamelet {@code http-call-action} looks it up by that name.
 */
public final class HttpAccounts {

  private final Settings settings;
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
    this.settings = settings;
    this.tokens = tokens;
    this.limits = HttpLimits.of(settings);
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Tells logins of an account apart without giving one away: the address of the company, and for a
   * token that a person made also a part of its hash. Makes no call to the account.
   *
   * @param style how such a token is sent, as in the kamelet
   */
  public String login(String account, String style) {
    Credential login =
        account(account)
            .credential(AuthStyle.valueOf(style.toUpperCase(Locale.ROOT).replace('-', '_')));
    return login.renewable() ? login.base().toString() : login.base() + "#" + hash(login.value());
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  Account account(String name) {
    return byName.computeIfAbsent(
        name,
        account ->
            new Account(account, tokens, limits, new RateRules(settings, account), clock, waiting));
  }
}
