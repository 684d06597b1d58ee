package io.caravan.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The server under the vendors: 127.0.0.1 only, plain HTTP, several calls at once. */
public final class LoopbackServer implements AutoCloseable {

  private static final int THREADS = 16;

  static {
    // Without it a small answer waits up to 40 ms for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final List<Vendor> vendors = new CopyOnWriteArrayList<>();
  private final List<Consumer<Exchange>> listeners = new CopyOnWriteArrayList<>();

  /** Takes the port, 0 for any free one; answers nothing before {@link #start}. */
  public LoopbackServer(int port) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 256);
    } catch (IOException e) {
      throw CaravanException.of(ErrorCode.E803, "The sandbox cannot have port " + port)
          .where("127.0.0.1:" + port)
          .why(e.getMessage())
          .fix("Choose another port, or 0 for any free one")
          .cause(e)
          .build();
    }
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "sandbox-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::serve);
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Adds a vendor; the first that serves a path gets the call. */
  public void mount(Vendor vendor) {
    vendors.add(vendor);
  }

  /** Lets someone hear every exchange, before its answer is sent. */
  public void onExchange(Consumer<Exchange> listener) {
    listeners.add(listener);
  }

  public void start() {
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange http) throws IOException {
    try (http) {
      Request request = requestOf(http);
      Exchange exchange = exchange(request);
      listeners.forEach(listener -> listener.accept(exchange));
      holdBack(exchange);
      // Closing without an answer cuts the connection: that is what a lost reply looks like.
      if (!exchange.lost()) {
        send(http, exchange.reply());
      }
    }
  }

  private Exchange exchange(Request request) {
    for (Vendor vendor : vendors) {
      if (vendor.serves(request.path())) {
        Exchange exchange = vendor.faults().around(vendor, request);
        vendor.heard(exchange);
        return exchange;
      }
    }
    Map<String, String> nothingHere = Map.of("error", "The sandbox has nothing at this path");
    return Exchange.of(request, Reply.json(404, nothingHere));
  }

  private static void holdBack(Exchange exchange) throws IOException {
    try {
      Thread.sleep(exchange.delay().toMillis());
    } catch (InterruptedException e) {
      throw new InterruptedIOException("The sandbox is closed");
    }
  }

  private static Request requestOf(HttpExchange http) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    http.getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    URI uri = http.getRequestURI();
    return new Request(http.getRequestMethod(), uri.getPath(), uri.getRawQuery(), headers, body);
  }

  private static void send(HttpExchange http, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach(http.getResponseHeaders()::set);
    if (reply.contentType() != null) {
      http.getResponseHeaders().set("Content-Type", reply.contentType());
    }
    http.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      http.getResponseBody().write(body);
    }
  }
}
