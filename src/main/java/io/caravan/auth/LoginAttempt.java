package io.caravan.auth;

import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One login from the link a person opens to the stored tokens. The person comes back by the browser
 * ({@link #awaitCallback}) or by pasting what the browser shows ({@link #paste}).
 *
 * <p>The state in the link is random, counts once, and for ten minutes.
 */
public final class LoginAttempt implements AutoCloseable {

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int STATE_BYTES = 32;

  private final Connection connection;
  private final Logins logins;
  private final Clock clock;
  private final Instant begun;
  private final String state;
  private final CompletableFuture<String> code = new CompletableFuture<>();
  private CallbackListener listener;
  private boolean used;

  LoginAttempt(Connection connection, Logins logins, Clock clock) {
    this.connection = connection;
    this.logins = logins;
    this.clock = clock;
    this.begun = clock.instant();
    byte[] random = new byte[STATE_BYTES];
    new SecureRandom().nextBytes(random);
    this.state = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** The link for the person. */
  public URI address() {
    StringBuilder link =
        new StringBuilder(connection.authorizeUrl().toString())
            .append(connection.authorizeUrl().getRawQuery() == null ? '?' : '&')
            .append("response_type=code&client_id=")
            .append(encoded(connection.clientId()))
            .append("&redirect_uri=")
            .append(encoded(connection.redirectUri().toString()))
            .append("&state=")
            .append(state);
    connection.scope().ifPresent(scope -> link.append("&scope=").append(encoded(scope)));
    return URI.create(link.toString());
  }

  /**
   * Whether the browser can come back by itself: the redirect address has to be on this machine.
   * Otherwise the person pastes.
   */
  public boolean canListen() {
    URI redirect = connection.redirectUri();
    return Hosts.isLoopback(redirect) && "http".equals(redirect.getScheme());
  }

  /**
   * Opens the redirect address on this machine.
   *
   * @throws CaravanException E803 when its port is taken
   */
  public synchronized void listen() {
    if (listener == null) {
      listener = new CallbackListener(connection.redirectUri(), this);
    }
  }

  /** Waits for the browser, at most ten minutes, and logs in. */
  public LoginStatus awaitCallback() throws InterruptedException {
    listen();
    Duration left = Duration.between(clock.instant(), begun.plus(LIFE));
    try {
      return logins.complete(
          connection, code.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw rejected("nobody came back within ten minutes");
    } catch (ExecutionException e) {
      throw CaravanException.from(e.getCause());
    } finally {
      close();
    }
  }

  /**
   * Logs in with what a person pasted: the address the browser was sent to, or only its code.
   *
   * @throws CaravanException E202 when it is not an answer to this attempt
   */
  public LoginStatus paste(String text) {
    String pasted = text.strip();
    String given;
    if (pasted.contains("code=") || pasted.contains("error=")) {
      String query = pasted.substring(pasted.indexOf('?') + 1).split("#", 2)[0];
      try {
        given = accept(parameters(query));
      } catch (Denied e) {
        throw e.reason;
      }
    } else {
      use();
      given = pasted;
    }
    close();
    return logins.complete(connection, given);
  }

  /**
   * Takes the browser's answer. What is returned lets the waiting thread go on, and is run once the
   * browser has its page: the waiting thread closes the listener.
   */
  Runnable callback(String query) {
    try {
      String accepted = accept(parameters(query));
      return () -> code.complete(accepted);
    } catch (Denied e) {
      return () -> code.completeExceptionally(e.reason);
    }
  }

  private static final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient CaravanException reason;

    Denied(CaravanException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private String accept(Map<String, String> answer) {
    byte[] given = answer.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, state.getBytes(StandardCharsets.UTF_8))) {
      throw rejected("its state is not the one of this login");
    }
    use();
    if (answer.containsKey("error")) {
      throw new Denied(rejected("the remote system says " + answer.get("error")));
    }
    String accepted = answer.getOrDefault("code", "");
    if (accepted.isEmpty()) {
      throw new Denied(rejected("it holds no code"));
    }
    return accepted;
  }

  private synchronized void use() {
    if (used) {
      throw rejected("this login has been answered already");
    }
    if (clock.instant().isAfter(begun.plus(LIFE))) {
      throw rejected("this login was begun more than ten minutes ago");
    }
    used = true;
  }

  private CaravanException rejected(String why) {
    return CaravanException.of(
            ErrorCode.E202, "The login to " + connection.name() + " did not succeed")
        .where(connection.name())
        .why(why)
        .fix("./caravan auth login " + connection.name())
        .build();
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query == null ? new String[0] : query.split("&")) {
      String[] pair = part.split("=", 2);
      try {
        parameters.putIfAbsent(
            pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        parameters.putIfAbsent(pair[0], "");
      }
    }
    return parameters;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Stops listening. */
  @Override
  public synchronized void close() {
    if (listener != null) {
      listener.close();
      listener = null;
    }
  }
}
