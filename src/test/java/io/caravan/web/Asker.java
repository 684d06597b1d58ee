package io.caravan.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody who asks a server of this machine. */
public final class Asker {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int TIMEOUT_MILLIS = 10_000;

  private final int port;
  private final String token;

  public Asker(int port) {
    this(port, null);
  }

  private Asker(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /** The same with a credential. */
  public Asker with(String bearer) {
    return new Asker(port, bearer);
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, null, headers);
  }

  public HttpResponse<String> form(String path, String form) throws Exception {
    return send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
  }

  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** The status of a request of which every byte counts. */
  public int raw(String method, String path, String... headerLines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
      boolean named = false;
      for (String line : headerLines) {
        named |= line.startsWith("Host:");
        request.append(line).append("\r\n");
      }
      if (!named) {
        request.append("Host: 127.0.0.1:").append(port).append("\r\n");
      }
      if (token != null) {
        request.append("Authorization: Bearer ").append(token).append("\r\n");
      }
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      String line = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
      return Integer.parseInt(line.substring(line.length() - 3));
    }
  }
}
