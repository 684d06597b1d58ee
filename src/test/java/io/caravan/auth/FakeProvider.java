package io.caravan.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * A token endpoint that rotates: each refresh token counts once, and each answer carries a new one.
 * Single answers can be replaced in advance.
 */
public final class FakeProvider implements AutoCloseable {

  /** Sent in place of a proper answer. */
  public interface Instead {
    void answer(HttpExchange exchange, String form) throws IOException;
  }

  private final HttpServer server;
  private final List<String> forms = new ArrayList<>();
  private final Deque<Instead> instead = new ArrayDeque<>();
  private final Set<String> valid = new HashSet<>();
  private int number;

  /** Extra fields of each answer, as JSON with a leading comma. */
  public String extra = "";

  public String expiresIn = "3600";

  public FakeProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/token", this::token);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Replaces the next answer. */
  public synchronized void next(Instead answer) {
    instead.add(answer);
  }

  /** Replaces the next answer by a status and a body. */
  public void next(int status, String body) {
    next((exchange, form) -> send(exchange, status, body));
  }

  /** Does the work of a proper answer, then cuts the connection. */
  public void loseNext() {
    next(
        (exchange, form) -> {
          proper(form);
          exchange.close();
        });
  }

  /** As if a person had taken the permission back. */
  public synchronized void revoke() {
    valid.clear();
  }

  /** A lenient provider still takes a token that was used before. */
  public synchronized void accept(String refreshToken) {
    valid.add(refreshToken);
  }

  /** What was posted so far. */
  public synchronized List<String> forms() {
    return List.copyOf(forms);
  }

  /** How many tokens it gave out. */
  public synchronized int given() {
    return number;
  }

  private void token(HttpExchange exchange) throws IOException {
    Instead replaced;
    synchronized (this) {
      replaced = instead.poll();
    }
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (this) {
      forms.add(form);
    }
    if (replaced != null) {
      replaced.answer(exchange, form);
      return;
    }
    String answer = proper(form);
    if (answer == null) {
      send(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"token is dead\"}");
    } else {
      send(exchange, 200, answer);
    }
  }

  private synchronized String proper(String form) {
    if (form.contains("grant_type=refresh_token")) {
      String token = form.replaceAll("(^|.*&)refresh_token=([^&]+).*", "$2");
      if (!valid.remove(token)) {
        return null;
      }
    }
    number++;
    valid.add("refresh-token-" + number);
    return "{\"access_token\":\"access-token-"
        + number
        + "\",\"refresh_token\":\"refresh-token-"
        + number
        + "\",\"expires_in\":"
        + expiresIn
        + ",\"scope\":\"deals:full\""
        + extra
        + "}";
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
