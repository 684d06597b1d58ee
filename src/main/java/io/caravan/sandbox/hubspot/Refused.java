package io.caravan.sandbox.hubspot;

import io.caravan.sandbox.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call that HubSpot turns down, with the body it does so in. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The same in every answer: tests compare whole answers. */
  static final String CORRELATION = "6b8f2c1e-3d47-4c0a-9f5b-0e1d2c3b4a59";

  private final int status;
  private final transient Map<String, Object> body;
  private final transient Map<String, String> headers;

  private Refused(int status, Map<String, Object> body, Map<String, String> headers) {
    super(String.valueOf(body.get("message")), null, false, false);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  static Refused validation(String message) {
    return new Refused(400, error(message, "VALIDATION_ERROR"), Map.of());
  }

  static Refused unauthenticated() {
    String message =
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you"
            + " can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview";
    return new Refused(401, error(message, "INVALID_AUTHENTICATION"), Map.of());
  }

  static Refused notFound(String message) {
    return new Refused(404, error(message, "OBJECT_NOT_FOUND"), Map.of());
  }

  static Refused notAllowed() {
    return new Refused(405, error("HTTP 405 Method Not Allowed", "VALIDATION_ERROR"), Map.of());
  }

  static Refused conflict(String message) {
    return new Refused(409, error(message, "CONFLICT"), Map.of());
  }

  static Refused missingScope(String scope) {
    Map<String, Object> body =
        error(
            "This app hasn't been granted all required scopes to make this call. Read more about"
                + " required scopes here: https://developers.hubspot.com/scopes.",
            "MISSING_SCOPES");
    body.put(
        "errors",
        List.of(
            Map.of(
                "message",
                "One or more of the following scopes are required.",
                "context",
                Map.of("requiredGranularScopes", List.of(scope)))));
    body.put("links", Map.of("scopes", "https://developers.hubspot.com/scopes"));
    return new Refused(403, body, Map.of());
  }

  /** This body does not follow the schema of the other errors. */
  static Refused tooMany(String policy, Map<String, String> headers) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "error");
    body.put(
        "message",
        "You have reached your " + policy.toLowerCase(java.util.Locale.ROOT) + " limit.");
    body.put("errorType", "RATE_LIMIT");
    body.put("correlationId", CORRELATION);
    body.put("policyName", policy);
    body.put("groupName", "publicapi:private-apps-api-calls:sandbox");
    return new Refused(429, body, headers);
  }

  Reply reply() {
    return Reply.json(status, body).with(headers);
  }

  private static Map<String, Object> error(String message, String category) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "error");
    body.put("message", message);
    body.put("correlationId", CORRELATION);
    body.put("category", category);
    return body;
  }
}
