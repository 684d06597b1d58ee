package io.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Someone who calls Xero's sandbox, logged in, in the name of its first organisation. */
final class XeroCaller {

  /** What came back. */
  record Answer(int status, java.net.http.HttpHeaders headers, String text) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String header(String name) {
      return headers.firstValue(name).orElse(null);
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Sandbox sandbox;
  private String token;
  private String tenant;

  XeroCaller(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.token = sandbox.xero().login(XeroSandbox.ALL_SCOPES).get("access_token").toString();
    this.tenant = sandbox.xero().tenant("Sandbox Trading");
  }

  String tenant() {
    return tenant;
  }

  XeroCaller as(String otherTenant) {
    this.tenant = otherTenant;
    return this;
  }

  XeroCaller with(String otherToken) {
    this.token = otherToken;
    return this;
  }

  Answer get(String list) {
    return send(api(list));
  }

  Answer since(String list, String since) {
    return send(api(list).header("If-Modified-Since", since));
  }

  Answer connections() {
    return send(request("/connections").header("Accept", "application/json"));
  }

  Answer withoutAccept(String list) {
    return send(request("/api.xro/2.0/" + list).header("xero-tenant-id", tenant));
  }

  Answer token(Map<String, String> form) {
    String pair = XeroSandbox.CLIENT_ID + ":" + XeroSandbox.CLIENT_SECRET;
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(sandbox.address().resolve("/connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder api(String list) {
    return request("/api.xro/2.0/" + list)
        .header("xero-tenant-id", tenant)
        .header("Accept", "application/json");
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(sandbox.address() + target))
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
