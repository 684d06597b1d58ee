package io.caravan.sandbox.github;

import io.caravan.sandbox.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call that GitHub turns down, with the body it does so with. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String DOCUMENTATION = "https://docs.github.com/rest";

  private final int status;
  private final transient Map<String, Object> more;
  private final transient Map<String, String> headers;

  private Refused(
      int status, String message, Map<String, Object> more, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.more = more;
    this.headers = headers;
  }

  static Refused with(int status, String message) {
    return new Refused(status, message, Map.of(), Map.of());
  }

  static Refused notFound() {
    return with(404, "Not Found");
  }

  /** A parameter that cannot be used. */
  static Refused invalid(String resource, String field) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("resource", resource);
    error.put("field", field);
    error.put("code", "invalid");
    return new Refused(422, "Validation Failed", Map.of("errors", List.of(error)), Map.of());
  }

  /** A limit; the headers say when it ends, or do not. */
  static Refused limited(String message, Map<String, String> headers) {
    return new Refused(403, message, Map.of(), headers);
  }

  Reply reply() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("message", getMessage());
    body.putAll(more);
    body.put("documentation_url", DOCUMENTATION);
    body.put("status", String.valueOf(status));
    return Reply.json(status, body).with(headers);
  }
}
