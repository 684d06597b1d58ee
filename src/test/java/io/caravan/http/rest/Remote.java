package io.caravan.http.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A remote system of the test: what it answers by path, and what it was asked. */
final class Remote implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  /** What one path answers. */
  @FunctionalInterface
  interface Reply {
    Answer to(Asked asked) throws IOException;
  }

  /** What was asked. The query is decoded. */
  record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {

    int number(String name, int other) {
      return Integer.parseInt(query.getOrDefault(name, String.valueOf(other)));
    }
  }

  /** What is answered. */
  record Answer(int status, String body, Map<String, String> headers) {

    static Answer json(Object body) {
      try {
        return new Answer(200, JSON.writeValueAsString(body), Map.of());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Answer with(String header, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(header, value);
      return new Answer(status, body, more);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final AtomicInteger now = new AtomicInteger();

  /** Everything that was asked, in order of arrival. */
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** How many calls were being answered at the same time at most. */
  final AtomicInteger most = new AtomicInteger();

  Remote() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From here on, and with no memory of what was asked before. */
  void at(String path, Reply reply) {
    asked.clear();
    most.set(0);
    replies.put(path, reply);
  }

  /** The values that a query parameter had, in order of arrival; null where it was absent. */
  List<String> askedFor(String parameter) {
    return new java.util.ArrayList<>(
        asked.stream().map(call -> call.query().get(parameter)).toList());
  }

  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try (exchange) {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      Asked question =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              query(exchange.getRequestURI().getRawQuery()),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(question);
      Reply reply = replies.get(question.path());
      Answer answer =
          reply == null
              ? new Answer(404, "{\"error\":\"no such path\"}", Map.of())
              : reply.to(question);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      now.decrementAndGet();
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
