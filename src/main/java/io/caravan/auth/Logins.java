package io.caravan.auth;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import io.caravan.error.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a person does with logins: begin, look, renew, end, and set single parts. */
public final class Logins {

  private final Tokens tokens;
  private final Clock clock;

  public Logins(Tokens tokens) {
    this.tokens = tokens;
    this.clock = tokens.clock();
  }

  /** Every account the settings know of, sorted. */
  public List<String> connections() {
    TreeSet<String> names = new TreeSet<>();
    for (String key : tokens.settings().keys()) {
      if (key.endsWith(".base-url")) {
        names.add(key.substring(0, key.length() - ".base-url".length()));
      }
    }
    return List.copyOf(names);
  }

  /** Whether the settings have a user and a password to log in with, and no browser is needed. */
  public boolean byPassword(String connection) {
    return tokens.connection(connection).byPassword();
  }

  /**
   * Logs in with user and password, also when they were refused before.
   *
   * @throws CaravanException E203 when they are refused
   */
  public LoginStatus logIn(String name) {
    Connection connection = tokens.connection(name);
    Login login = tokens.bootstrap().withPassword(connection);
    store(connection, login);
    tokens.renewal().after(connection, login.generation(), Renewal.Need.ASKED);
    return status(name);
  }

  /** Begins a login. Nothing is stored before it succeeds. */
  public LoginAttempt begin(String connection) {
    return new LoginAttempt(tokens.connection(connection), this, clock);
  }

  /** Exchanges a code for tokens and stores them. */
  LoginStatus complete(Connection connection, String code) {
    Redactor.register(code);
    try {
      Grant grant = tokens.endpoint().exchange(connection, code);
      store(connection, Login.first(grant, clock.instant()));
    } catch (NoGrant e) {
      throw switch (e.meaning()) {
        case CLIENT -> Renewal.clientRefused(connection, e);
        case WORTHLESS ->
            CaravanException.of(
                    ErrorCode.E202, "The code for " + connection.name() + " is not accepted")
                .where(connection.tokenUrl().toString())
                .why(e.getMessage() + "; a code counts once and for some minutes")
                .fix("./caravan auth login " + connection.name())
                .build();
        default ->
            CaravanException.of(
                    ErrorCode.E201, "The login to " + connection.name() + " got no answer")
                .where(connection.tokenUrl().toString())
                .why(e.getMessage())
                .fix("./caravan auth login " + connection.name())
                .cause(e)
                .build();
      };
    }
    LoginStatus status = status(connection.name());
    if (!status.ok()) {
      tokens.credential(connection.name(), AuthStyle.BEARER);
    }
    return status;
  }

  private void store(Connection connection, Login login) {
    tokens
        .renewal()
        .alone(
            connection,
            () -> {
              tokens.logins().save(connection.name(), login);
              return null;
            });
  }

  /** How an account stands. Makes no call. */
  public LoginStatus status(String name) {
    Connection connection = tokens.connection(name);
    String base;
    try {
      base = tokens.settings().find(name + ".base-url").orElse(null);
    } catch (CaravanException e) {
      // Its address is made of another setting, which is not there yet.
      return new LoginStatus(name, "none", null, null, null, e.what());
    }
    if (connection.token().isPresent()) {
      return new LoginStatus(name, "token", base, null, null, null);
    }
    Optional<Login> found = tokens.logins().find(name);
    String kind = connection.byPassword() ? "password" : "login";
    try {
      if (tokens.bootstrap().candidate(connection, found).isPresent()) {
        String begins = connection.byPassword() ? kind : "refresh-token";
        return new LoginStatus(name, begins, base, null, null, null);
      }
    } catch (CaravanException e) {
      return new LoginStatus(name, kind, base, null, null, e.what());
    }
    if (found.isEmpty()) {
      String problem = connection.tokenOptional() ? null : "nobody has logged in";
      return new LoginStatus(name, "none", base, null, null, problem);
    }
    Login login = found.get();
    String account = login.apiDomain() == null ? base : login.apiDomain();
    return new LoginStatus(
        name,
        kind,
        account,
        login.scope(),
        Instant.ofEpochSecond(login.expiresAt()),
        problem(connection, login));
  }

  private static String problem(Connection connection, Login login) {
    if (login.hasEnded()) {
      return login.ended();
    }
    try {
      return login.apiDomain() == null || connection.allowed(login.apiDomain()) != null
          ? null
          : login.apiDomain();
    } catch (CaravanException e) {
      return e.what() + ": " + e.where();
    }
  }

  /**
   * Renews the tokens now.
   *
   * @throws CaravanException as {@link Tokens#credential}
   */
  public LoginStatus refresh(String name) {
    Login login = tokens.bootstrap().begin(tokens.connection(name));
    tokens.renewal().after(tokens.connection(name), login.generation(), Renewal.Need.ASKED);
    return status(name);
  }

  /**
   * Renews logins that were not used for this long, so that they do not die of disuse.
   *
   * @return why a login could not be renewed, by its account; the others are
   */
  public Map<String, CaravanException> keepAlive(Duration unused) {
    Map<String, CaravanException> failures = new TreeMap<>();
    for (String name : connections()) {
      if (isIdle(name, unused)) {
        try {
          refresh(name);
        } catch (CaravanException e) {
          failures.put(name, e);
        }
      }
    }
    return failures;
  }

  private boolean isIdle(String name, Duration unused) {
    return tokens
        .logins()
        .find(name)
        .filter(login -> !login.hasEnded() && login.refreshToken() != null)
        .filter(login -> clock.instant().getEpochSecond() - login.issuedAt() > unused.toSeconds())
        .isPresent();
  }

  /**
   * Forgets the login and what a person stored for it. Returns whether there was anything to
   * forget.
   */
  public boolean logout(String name) {
    return tokens
        .renewal()
        .alone(
            tokens.connection(name),
            () -> {
              boolean login = tokens.logins().delete(name);
              boolean token = tokens.secrets().store().delete(name + ".token");
              boolean refresh = tokens.secrets().store().delete(name + ".refresh-token");
              boolean password = tokens.secrets().store().delete(name + ".password");
              return login || token || refresh || password;
            });
  }

  /** Sets one part of a login. A code is exchanged for tokens at once. */
  public void set(String name, LoginPart part, String value) {
    Connection connection = tokens.connection(name);
    switch (part) {
      case CLIENT_ID, CLIENT_SECRET, TOKEN ->
          tokens.secrets().store().set(name + "." + part.word(), value);
      case CODE -> complete(connection, value);
      case ACCESS_TOKEN, REFRESH_TOKEN -> {
        Redactor.register(value);
        Login old = tokens.logins().find(name).orElse(null);
        boolean access = part == LoginPart.ACCESS_TOKEN;
        String accessToken = access ? value : old == null ? null : old.accessToken();
        String refreshToken = !access ? value : old == null ? null : old.refreshToken();
        // A refresh token on its own is due at once: its access token is made with the first call.
        Duration life = access ? Duration.ofHours(1) : Duration.ZERO;
        Grant grant =
            new Grant(
                accessToken,
                refreshToken,
                life,
                old == null ? null : old.scope(),
                old == null ? null : old.apiDomain());
        store(connection, Login.first(grant, clock.instant()));
      }
    }
  }

  /** A part of a login as it may be shown: its last characters and its length. */
  public Optional<String> masked(String name, LoginPart part) {
    return switch (part) {
      case CLIENT_ID, CLIENT_SECRET, TOKEN ->
          tokens.secrets().find(name + "." + part.word()).map(Logins::mask);
      case CODE -> Optional.empty();
      case ACCESS_TOKEN -> tokens.logins().find(name).map(Login::accessToken).map(Logins::mask);
      case REFRESH_TOKEN -> tokens.logins().find(name).map(Login::refreshToken).map(Logins::mask);
    };
  }

  private static String mask(String secret) {
    String end = secret.length() >= 16 ? secret.substring(secret.length() - 4) : "";
    return Redactor.MASK + end + " (" + secret.length() + " characters)";
  }
}
