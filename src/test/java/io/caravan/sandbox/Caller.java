package io.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Someone who calls the sandbox over HTTP, logged in unless told otherwise. */
final class Caller {

  /** What came back. */
  record Answer(int status, java.net.http.HttpHeaders headers, String text) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    JsonNode data() {
      return json().path("data");
    }

    String header(String name) {
      return headers.firstValue(name).orElse(null);
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI sandbox;
  private String accessToken;

  Caller(URI sandbox) {
    this.sandbox = sandbox;
  }

  Caller(Sandbox sandbox) {
    this(sandbox.address());
    this.accessToken = (String) sandbox.pipedrive().login().get("access_token");
  }

  void use(String token) {
    accessToken = token;
  }

  Answer get(String target) {
    return json("GET", target, null);
  }

  Answer post(String target, String body) {
    return json("POST", target, body);
  }

  Answer patch(String target, String body) {
    return json("PATCH", target, body);
  }

  Answer delete(String target) {
    return json("DELETE", target, null);
  }

  Answer json(String method, String target, String body) {
    HttpRequest.Builder request = request(target).header("Authorization", "Bearer " + accessToken);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return send(request.method(method, body == null ? none() : BodyPublishers.ofString(body)));
  }

  /** A call that says who it is by this header alone, or not at all. */
  Answer getWith(String target, String... headers) {
    HttpRequest.Builder request = request(target);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** A form with the app's own name and secret. */
  Answer form(String target, Map<String, String> form) {
    return form(target, form, PipedriveSandbox.CLIENT_ID + ":" + PipedriveSandbox.CLIENT_SECRET);
  }

  Answer form(String target, Map<String, String> form, String client) {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    String basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    return send(
        request(target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString(body)));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpRequest.BodyPublisher none() {
    return BodyPublishers.noBody();
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(sandbox + target));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
