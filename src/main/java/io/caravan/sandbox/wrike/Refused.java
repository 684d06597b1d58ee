package io.caravan.sandbox.wrike;

import io.caravan.sandbox.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call that Wrike turns down, with the words it does so in. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;

  private Refused(int status, String error, String description) {
    super(description, null, false, false);
    this.status = status;
    this.error = error;
  }

  static Refused parameter(String description) {
    return new Refused(400, "invalid_parameter", description);
  }

  static Refused notAuthorized() {
    return new Refused(401, "not_authorized", "Access token is unknown or invalid");
  }

  static Refused forbidden(String description) {
    return new Refused(403, "access_forbidden", description);
  }

  static Refused unknownId(String id) {
    return new Refused(404, "resource_not_found", "Requested resource not found: " + id);
  }

  static Refused unknownMethod() {
    return new Refused(404, "method_not_found", "Requested API method not found");
  }

  /** Wrike names no moment at which to come again. */
  static Refused tooManyRequests() {
    return new Refused(429, "rate_limit_exceeded", "Too many requests");
  }

  Reply reply() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("errorDescription", getMessage());
    return Reply.json(status, body);
  }
}
