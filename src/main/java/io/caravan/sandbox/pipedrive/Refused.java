package io.caravan.sandbox.pipedrive;

import io.caravan.sandbox.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call that Pipedrive turns down, with the envelope it does so in. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers;

  private Refused(int status, String error, String code, Map<String, String> headers) {
    super(error, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  static Refused with(int status, String error) {
    return new Refused(status, error, null, Map.of());
  }

  /** Something in the query cannot be used. */
  static Refused parameter(String problem) {
    return invalid(400, List.of(problem));
  }

  /** Something in the body cannot be used; each problem names its field first. */
  static Refused body(List<String> problems) {
    return invalid(422, problems);
  }

  static Refused tooManyRequests(String error, Map<String, String> headers) {
    return new Refused(429, error, null, headers);
  }

  private static Refused invalid(int status, List<String> problems) {
    String error = "Validation failed: " + String.join("; ", problems);
    return new Refused(status, error, "ERR_SCHEMA_VALIDATION_FAILED", Map.of());
  }

  Reply reply() {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("success", false);
    envelope.put("error", getMessage());
    envelope.put("error_info", "Please check developers.pipedrive.com");
    if (code != null) {
      envelope.put("code", code);
    } else {
      envelope.put("errorCode", status);
    }
    envelope.put("data", null);
    return Reply.json(status, envelope).with(headers);
  }
}
