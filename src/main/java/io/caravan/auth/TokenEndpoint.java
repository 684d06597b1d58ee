package io.caravan.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caravan.error.Redactor;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks for tokens (RFC 6749: a form, the client by Basic or in the form). Each question is asked
 * once; whether asking again is safe is decided by those who know what is stored.
 */
final class TokenEndpoint {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** HubSpot's older answers have a status in the place of {@code error: invalid_grant}. */
  private static final String DEAD_AT_HUBSPOT = "BAD_REFRESH_TOKEN";

  /** Made on first use: it reads every certificate that Java trusts, and few starts need it. */
  private static final class Client {
    private static final HttpClient HTTP =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private final Duration timeout;

  TokenEndpoint(Duration timeout) {
    this.timeout = timeout;
  }

  /** Exchanges the code of a login. */
  Grant exchange(Connection connection, String code) throws NoGrant {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", connection.redirectUri().toString());
    return post(connection, form);
  }

  /** Exchanges a refresh token. */
  Grant refresh(Connection connection, String refreshToken) throws NoGrant {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return post(connection, form);
  }

  /**
   * Logs in with user and password. A refusal is the end of it: a wrong password asked again and
   * again locks the user out at many.
   */
  Grant logIn(Connection connection) throws NoGrant {
    try {
      return post(connection, connection.passwordFields());
    } catch (NoGrant e) {
      throw e.meaning() == NoGrant.Meaning.CLIENT
          ? new NoGrant(NoGrant.Meaning.WORTHLESS, e.getMessage(), e)
          : e;
    }
  }

  private Grant post(Connection connection, Map<String, String> question) throws NoGrant {
    Map<String, String> form = new LinkedHashMap<>(question);
    form.putAll(connection.tokenFields());
    form.values().removeIf(String::isEmpty);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(connection.tokenUrl())
            .timeout(timeout)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded");
    if (!connection.byPassword() || connection.hasClient()) {
      addClient(connection, request, form);
    }
    request.POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
    try {
      HttpResponse<String> response =
          Client.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return grant(response.statusCode(), response.body(), connection.tokenLife());
    } catch (IOException e) {
      throw new NoGrant(
          NoGrant.Meaning.LOST, e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoGrant(NoGrant.Meaning.LOST, "interrupted", e);
    }
  }

  private static void addClient(
      Connection connection, HttpRequest.Builder request, Map<String, String> form) {
    switch (connection.clientAuth()) {
      case BASIC -> request.header("Authorization", "Basic " + basic(connection));
      case FORM -> {
        form.put("client_id", connection.clientId());
        form.put("client_secret", connection.clientSecret());
      }
    }
  }

  private static String basic(Connection connection) {
    String pair = connection.clientId() + ":" + connection.clientSecret();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Redactor.register(basic);
    return basic;
  }

  private static Grant grant(int status, String body, Duration usualLife) throws NoGrant {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      answer = JSON.missingNode();
    }
    if (status == 200 || status == 201) {
      Grant grant = Grant.of(answer, usualLife);
      if (grant.accessToken() == null) {
        throw new NoGrant(NoGrant.Meaning.LOST, "status " + status + " without a token", null);
      }
      Redactor.register(grant.accessToken());
      Redactor.register(grant.refreshToken());
      return grant;
    }
    String error = answer.path("error").asText("");
    String words =
        String.join(
            " ",
            "status",
            "" + status,
            error,
            answer
                .path("error_description")
                .asText(answer.path("message").asText(answer.path("detail").asText(""))));
    if (error.equals("invalid_grant") || answer.path("status").asText("").equals(DEAD_AT_HUBSPOT)) {
      throw new NoGrant(NoGrant.Meaning.WORTHLESS, words.strip(), null);
    }
    boolean later = status == 429 || status >= 500;
    throw new NoGrant(later ? NoGrant.Meaning.LATER : NoGrant.Meaning.CLIENT, words.strip(), null);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
