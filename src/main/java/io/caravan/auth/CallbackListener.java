package io.caravan.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The redirect address on this machine, open while somebody logs in; nothing else is answered. */
final class CallbackListener implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final String path;
  private final LoginAttempt attempt;

  CallbackListener(URI redirect, LoginAttempt attempt) {
    this.attempt = attempt;
    this.path = redirect.getPath().isEmpty() ? "/" : redirect.getPath();
    int port = redirect.getPort() < 0 ? 80 : redirect.getPort();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      worker.shutdown();
      throw CaravanException.of(ErrorCode.E803, "Port " + port + " for the login is taken")
          .where(redirect.toString())
          .why(e.getMessage())
          .fix(
              "Close what uses the port", "or log in by pasting: ./caravan auth login --no-browser")
          .cause(e)
          .build();
    }
    server.setExecutor(worker);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(path)
        || !exchange.getRequestMethod().equals("GET")) {
      reply(exchange, 404, "Nothing is here.");
      return;
    }
    Runnable goOn;
    try {
      goOn = attempt.callback(exchange.getRequestURI().getRawQuery());
    } catch (CaravanException e) {
      reply(exchange, 400, "This is not the answer to the login that is under way.");
      return;
    }
    try {
      reply(exchange, 200, "Thank you. Caravan goes on in the terminal; this page can be closed.");
    } finally {
      goOn.run();
    }
  }

  private static void reply(HttpExchange exchange, int status, String sentence) throws IOException {
    byte[] text = sentence.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.sendResponseHeaders(status, text.length);
    try (var out = exchange.getResponseBody()) {
      out.write(text);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    worker.shutdown();
  }
}
