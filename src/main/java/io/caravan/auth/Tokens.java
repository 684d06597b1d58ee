package io.caravan.auth;

import io.caravan.config.Settings;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens of every account, by the name of the account in the settings ({@code pipedrive}).
 *
 * <p>A token a person made ({@code <account>.token}) wins over a login. A login wins over a refresh
 * token in the settings ({@code <account>.refresh-token}), which is only there to begin with. With
 * {@code <account>.user} and {@code <account>.password} nobody has to log in by a browser: each new
 * token is asked for with both. Ask for a credential for each call: behind it, tokens are renewed
 * before they expire, once for all callers.
 */
public final class Tokens {

  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(30);

  private final Settings settings;
  private final Secrets secrets;
  private final Clock clock;
  private final LoginStore logins;
  private final TokenEndpoint endpoint;
  private final Renewal renewal;
  private final Bootstrap bootstrap;
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  public Tokens(Settings settings, Secrets secrets) {
    this(settings, secrets, Clock.systemUTC(), LONGEST_QUESTION);
  }

  /** For tests, which bring their own time and less patience. */
  public Tokens(Settings settings, Secrets secrets, Clock clock, Duration timeout) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
    this.logins = new LoginStore(secrets.store());
    this.endpoint = new TokenEndpoint(timeout);
    this.renewal = new Renewal(logins, endpoint, settings.dataDir(), clock);
    this.bootstrap = new Bootstrap(logins, renewal, clock);
  }

  /**
   * What the next call to this account is made with.
   *
   * @throws CaravanException E203 when a person has to log in first, E201 when the token had to be
   *     renewed and could not be, E101 when the account has no address, E207 when its login leads
   *     to a host that is not allowed
   */
  public Credential credential(String account, AuthStyle style) {
    Connection connection = connection(account);
    Optional<String> token = connection.token();
    if (style == AuthStyle.NONE || (token.isEmpty() && connection.tokenOptional())) {
      return new Credential(null, null, null, connection.base(), Credential.FIXED);
    }
    return token
        .map(made -> fixed(connection, style, made))
        .orElseGet(() -> bearer(connection, alive(connection)));
  }

  private Login alive(Connection connection) {
    if (logins.hasUnsaved(connection.name())) {
      renewal.saveWaiting(connection);
    }
    Optional<Login> stored = logins.find(connection.name());
    Login login =
        bootstrap.stillCounts(connection, stored) ? stored.get() : bootstrap.begin(connection);
    return login.due(clock.instant())
        ? renewal.after(connection, login.generation(), Renewal.Need.SOON)
        : login;
  }

  /**
   * Exchanges a token that the remote system refused, unless somebody has done so already.
   *
   * @throws CaravanException E203 when only a person can help
   */
  public void renew(String account, Credential refused) {
    renewal.after(connection(account), refused.generation(), Renewal.Need.NOW);
  }

  /**
   * The failure of a login whose renewed token is refused too. Nobody calls with it again before a
   * person has logged in.
   */
  public CaravanException refusedTwice(String account, Credential refused, String why) {
    String reason = "a fresh token is refused too" + (why == null ? "" : ": " + why);
    renewal.alone(
        connection(account),
        () -> {
          logins
              .find(account)
              .filter(login -> login.generation() == refused.generation())
              .ifPresent(login -> logins.save(account, login.ended(reason)));
          return null;
        });
    return loginNeeded(connection(account), reason);
  }

  private static Credential fixed(Connection connection, AuthStyle style, String token) {
    URI base = connection.base();
    Optional<String> param = connection.tokenParam();
    if (param.isPresent()) {
      return new Credential(null, param.get(), token, base, Credential.FIXED);
    }
    Optional<String> header = connection.tokenHeader();
    if (header.isPresent() || style == AuthStyle.API_TOKEN) {
      String name = header.orElse("x-api-token");
      return new Credential(name, null, token, base, Credential.FIXED);
    }
    return new Credential("Authorization", null, "Bearer " + token, base, Credential.FIXED);
  }

  private static Credential bearer(Connection connection, Login login) {
    URI base =
        login.apiDomain() == null ? connection.base() : connection.allowed(login.apiDomain());
    return new Credential(
        "Authorization", null, "Bearer " + login.accessToken(), base, login.generation());
  }

  Connection connection(String name) {
    return connections.computeIfAbsent(name, one -> new Connection(one, settings, secrets));
  }

  Settings settings() {
    return settings;
  }

  Secrets secrets() {
    return secrets;
  }

  Clock clock() {
    return clock;
  }

  LoginStore logins() {
    return logins;
  }

  TokenEndpoint endpoint() {
    return endpoint;
  }

  Bootstrap bootstrap() {
    return bootstrap;
  }

  Renewal renewal() {
    return renewal;
  }

  static CaravanException loginNeeded(Connection connection, String why) {
    String account = connection.name();
    return CaravanException.of(ErrorCode.E203, "A person has to log in to " + account)
        .where(account)
        .why(why)
        .fix(connection.waysIn().toArray(String[]::new))
        .build();
  }
}
